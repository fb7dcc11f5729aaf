package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.types.ResourceType;
import dev.plumbline.estate.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One request to change one resource, and what is to be told of it once it is done. */
record WriteRequest(HttpCall call, ResourceId id, Optional<ResourceType> type, Instant time, String correlationId) {
    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The body, as the object it must be. */
    ObjectNode body() {
        JsonNode body;
        try {
            body = JSON.readTree(call.body());
        } catch (JsonProcessingException malformed) {
            String reason = malformed
                    .getOriginalMessage()
                    .replaceAll(" \\(start marker at .*", "")
                    .replaceAll("\\p{Cntrl}", "?");
            throw Refusal.badBody("expected JSON of at most " + DEEPEST + " levels, found that "
                    + (reason.length() <= 160 ? reason : reason.substring(0, 160) + "…"));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (!(body instanceof ObjectNode object)) {
            throw Refusal.badBody("expected an object, found " + (body.isMissingNode() ? "nothing" : "something else")
                    + "; send the resource as JSON");
        }
        return object;
    }

    /** Refuses the request where its {@code If-Match} or {@code If-None-Match} does not hold. */
    void checkPreconditions(Optional<StoredResource> current) {
        call.header("if-match").ifPresent(tags -> {
            if (current.isEmpty() || !matches(tags, current.get().etag())) {
                throw Refusal.precondition(id);
            }
        });
        call.header("if-none-match").ifPresent(tags -> {
            if (current.isPresent() && matches(tags, current.get().etag())) {
                throw Refusal.precondition(id);
            }
        });
    }

    Caller caller() {
        return Caller.of(call);
    }

    ArmWrite write(Optional<ObjectNode> before, ObjectNode after) {
        return told(
                ArmWrite.Kind.WRITE,
                id,
                operation("write"),
                before,
                Optional.of(after),
                before.isPresent() ? 200 : 201);
    }

    ArmWrite deletion(StoredResource gone) {
        String operation = gone.id().type() + "/delete";
        return told(ArmWrite.Kind.DELETE, gone.id(), operation, Optional.of(gone.json()), Optional.empty(), 200);
    }

    ArmWrite action(String operation) {
        return told(ArmWrite.Kind.ACTION, id, operation, Optional.empty(), Optional.empty(), 200);
    }

    private ArmWrite told(
            ArmWrite.Kind kind,
            ResourceId about,
            String operation,
            Optional<ObjectNode> before,
            Optional<ObjectNode> after,
            int status) {
        String url = call.origin() + call.path() + "?api-version="
                + call.parameter("api-version").orElse("");
        ArmWrite.Request request = new ArmWrite.Request(
                call.method(), url, call.header("x-ms-client-request-id").orElse(correlationId), correlationId);
        return new ArmWrite(kind, about, operation, before, after, caller(), request, time, status);
    }

    private String operation(String verb) {
        boolean group = id.type().equals("Microsoft.Resources/subscriptions/resourceGroups");
        return (group ? id.type() : type.map(ResourceType::type).orElse(id.type())) + "/" + verb;
    }

    private static boolean matches(String tags, String etag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || bare(tag).equals(bare(etag)));
    }

    /** A tag without what says that it is weak, and without its quotes: clients send it back both ways. */
    private static String bare(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
                ? strong.substring(1, strong.length() - 1)
                : strong;
    }
}
