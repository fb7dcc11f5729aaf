package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.ViewDocument;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A few resources that are written down in a test, for their views.
 *
 * <p>In texts, {@code $sub} is the monitored subscription, {@code $rg} the providers of its group {@code rg}; JSON may have
 * single quotes and names without any.
 */
record SmallEstate(String resources) {
    static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
    static final String OTHER_SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    /** The estate with some resources more. */
    SmallEstate and(String more) {
        return new SmallEstate(resources + "," + more);
    }

    Seen view(String view, String id) {
        return view(view, id, Set.of(SUBSCRIPTION));
    }

    Seen view(String view, String id, Set<String> subscriptions) {
        byte[] text = json("[" + resources + "]").toString().getBytes(StandardCharsets.UTF_8);
        ExportedEstate estate = new ExportedEstate(
                EstateFile.parse("small.json", text), Scope.of(subscriptions), InstantSource.fixed(Shell.NOW));
        return new Seen(estate.view(view, ResourceId.parse(written(id))).orElseThrow());
    }

    static JsonNode json(String text) {
        try {
            return LENIENT.readTree(written(text));
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static String written(String text) {
        return text.replace("$rg", "$sub/resourceGroups/rg/providers")
                .replace("$sub", "/subscriptions/" + SUBSCRIPTION);
    }

    /** A view that was read. */
    record Seen(ViewDocument view) {
        JsonNode section(String name) {
            assertThat(view.unreadable()).doesNotContainKey(name);
            assertThat(view.document().has(name)).as(name).isTrue();
            return view.document().get(name);
        }

        Seen has(String name, String expected) {
            assertThat((Object) section(name)).as(name).isEqualTo(json(expected));
            return this;
        }

        /** The elements of a section have these values of a member, in order; those without it do not count. */
        Seen hasEach(String name, String member, String... expected) {
            List<String> found = new ArrayList<>();
            section(name).forEach(each -> {
                if (each.has(member)) {
                    found.add(each.get(member).asText());
                }
            });
            List<String> wanted = Stream.of(expected).map(SmallEstate::written).toList();
            assertThat(found).as(name).isEqualTo(wanted);
            return this;
        }

        Seen isUnreadable(String name, String why) {
            assertThat(view.document().has(name)).as(name).isFalse();
            assertThat(view.unreadable().get(name)).contains(written(why));
            return this;
        }
    }
}
