package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.types.Problem;
import dev.plumbline.cli.local.types.Purpose;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PUT, PATCH and DELETE: every check first, then the change, then what Azure keeps in step with it. */
record Writes(EstateStore store, ServiceOwned owned, Locks locks, InStep inStep) {
    private static final String SUBSCRIPTIONS = "Microsoft.Resources/subscriptions";
    private static final String GROUPS = SUBSCRIPTIONS + "/resourceGroups";

    /** What a request came to: its answer, and the changes that events tell of. */
    record Outcome(HttpAnswer answer, List<ArmWrite> writes) {}

    Outcome done(WriteRequest request) {
        return store.exclusively(() -> switch (request.call().method()) {
            case "PUT" -> put(request);
            case "PATCH" -> patch(request);
            default -> delete(request);
        });
    }

    private Outcome put(WriteRequest request) {
        ResourceId id = request.id();
        if (id.type().equals(SUBSCRIPTIONS)) {
            throw Refusal.wrongMethod("PUT", "a subscription");
        }
        checkPlace(id);
        Optional<StoredResource> current = store.find(id);
        request.checkPreconditions(current);
        locks.checkWrite(id, "write");
        ObjectNode body = request.body();
        checked(request, body, current, Purpose.REPLACE);
        new Conflicts(store).check(id, body, current);
        ObjectNode next = Patch.withoutNulls(body.deepCopy());
        return stored(request, current, next);
    }

    private Outcome patch(WriteRequest request) {
        ResourceId id = request.id();
        checkPlace(id);
        Patchable.check(id);
        StoredResource current = store.find(id).orElseThrow(() -> Refusal.notFound(id));
        request.checkPreconditions(Optional.of(current));
        locks.checkWrite(id, "write");
        ObjectNode body = request.body();
        Patchable.check(id, body);
        checked(request, body, Optional.of(current), Purpose.UPDATE);
        new Conflicts(store).check(id, body, Optional.of(current));
        return stored(request, Optional.of(current), Patch.applied(current.json(), body));
    }

    private Outcome stored(WriteRequest request, Optional<StoredResource> current, ObjectNode next) {
        owned.fill(request, current, next);
        Optional<ObjectNode> before = current.map(StoredResource::json);
        StoredResource stored = inStep.put(request.id(), next);
        inStep.written(request.id(), before, stored.json());
        StoredResource settled = store.find(request.id()).orElse(stored);
        HttpAnswer answer =
                ArmService.json(before.isPresent() ? 200 : 201, settled.json(), Map.of("ETag", settled.etag()));
        return new Outcome(answer, List.of(request.write(before, settled.json())));
    }

    private Outcome delete(WriteRequest request) {
        ResourceId id = request.id();
        if (id.type().equals(SUBSCRIPTIONS)) {
            throw Refusal.wrongMethod("DELETE", "a subscription");
        }
        id.subscriptionId().map(ResourceId::subscription).ifPresent(this::mustExist);
        Optional<StoredResource> current = store.find(id);
        request.checkPreconditions(current);
        if (current.isEmpty()) {
            return new Outcome(new HttpAnswer(204, Map.of(), new byte[0]), List.of());
        }
        new Conflicts(store).checkDelete(current.get());
        locks.checkDelete(id);
        List<StoredResource> below = store.below(id);
        List<ArmWrite> told = new ArrayList<>();
        if (id.type().equals(GROUPS)) {
            below.stream()
                    .filter(each -> !each.id().isChild() && !each.id().isExtension())
                    .forEach(each -> told.add(request.deletion(each)));
        }
        told.add(request.deletion(current.get()));
        List<StoredResource> gone = new ArrayList<>(below);
        gone.add(current.get());
        gone.forEach(each -> store.remove(each.id()));
        gone.forEach(inStep::deleted);
        return new Outcome(new HttpAnswer(200, Map.of(), new byte[0]), told);
    }

    private void checkPlace(ResourceId id) {
        id.subscriptionId().map(ResourceId::subscription).ifPresent(this::mustExist);
        if (id.type().equals(GROUPS) || id.type().equals(SUBSCRIPTIONS)) {
            return;
        }
        ResourceId.tryParse(id.resourceGroup()
                        .map(group -> "/subscriptions/" + id.subscriptionId().orElse("") + "/resourceGroups/" + group)
                        .orElse(""))
                .ifPresent(this::mustExist);
        id.parent().filter(parent -> !store.exists(parent) && !store.exists(id)).ifPresent(parent -> {
            throw new Refusal(
                    404,
                    "ParentResourceNotFound",
                    "Failed to perform 'write' on resource(s) of type '"
                            + id.type().substring(id.type().indexOf('/') + 1) + "', because the parent resource '"
                            + parent + "' could not be found.");
        });
    }

    private void mustExist(ResourceId id) {
        if (!store.exists(id)) {
            throw Refusal.notFound(id);
        }
    }

    private void checked(WriteRequest request, ObjectNode body, Optional<StoredResource> current, Purpose purpose) {
        if (request.type().isEmpty()) {
            return;
        }
        JsonNode stands = current.<JsonNode>map(StoredResource::json)
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("id", request.id().toString())
                        .put("name", request.id().name())
                        .put(
                                "type",
                                Members.text(body, "type")
                                        .filter(type -> typed(request, type))
                                        .orElse(request.id().type())));
        List<Problem> problems = request.type().get().check(body, stands, purpose);
        if (!problems.isEmpty()) {
            throw Refusal.badBody(problems);
        }
    }

    /** A group's type has two names. */
    private static boolean typed(WriteRequest request, String type) {
        return request.type()
                .filter(known -> known.type().equalsIgnoreCase(type))
                .isPresent();
    }
}
