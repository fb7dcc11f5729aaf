package dev.plumbline.cli.local.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.arm.EmbeddedArm;
import dev.plumbline.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstateStoreTest {
    private static final String GROUP = "/subscriptions/s1/resourceGroups/rg";
    private static final ResourceId VAULT = ResourceId.parse(GROUP + "/providers/Microsoft.KeyVault/vaults/kv");
    private static final String FILE =
            "{\"value\": [{\"id\": \"" + VAULT + "\", \"properties\": {\"a\": 1}}, {\"id\": \"" + VAULT
                    + "2\"}, {\"id\": \"graph:/users/1\"}], \"notExported\": [\"A.B/c\"]}";

    @Test
    void findsItsEstateAgain(@TempDir Path folder) {
        EstateStore first = EstateStore.open(folder, EstateStoreTest::file, EmbeddedArm.ids());
        StoredResource changed = first.put(VAULT, json("Enabled"));
        first.remove(ResourceId.parse(VAULT + "2"));

        EstateStore second = EstateStore.open(
                folder,
                () -> {
                    throw new AssertionError("the file is not read a second time");
                },
                EmbeddedArm.ids());

        assertThat(EstateFileTest.ids(second)).containsExactly(VAULT.toString());
        assertThat(second.find(VAULT)).contains(changed);
        assertThat(second.notExported()).containsExactly("a.b/c");
        assertThat(second.graphDocuments()).hasSize(1);
        assertThat(second.subscriptions()).containsExactly("s1");
    }

    @Test
    void beginsAgainWhereABeginningWasInterrupted(@TempDir Path folder) throws Exception {
        EstateStore.open(folder, EstateStoreTest::file, EmbeddedArm.ids());
        Files.delete(folder.resolve("estate.json"));

        EstateStore again = EstateStore.open(folder, EstateFile::empty, EmbeddedArm.ids());

        assertThat(again.all()).isEmpty();
    }

    @Test
    void saysThatADirectoryIsDamaged(@TempDir Path folder) throws Exception {
        EstateStore.open(folder, EstateStoreTest::file, EmbeddedArm.ids());
        Files.writeString(folder.resolve("estate.json"), "{\"format\": 99}");

        assertThatThrownBy(() -> EstateStore.open(folder, EstateStoreTest::file, EmbeddedArm.ids()))
                .isInstanceOf(InvalidEstate.class)
                .hasMessageContaining("expected format 1")
                .hasMessageContaining("delete the directory");
    }

    @Test
    void everyPutHasAnotherTag() {
        EstateStore store = EstateStore.of(file(), EmbeddedArm.ids());
        String seeded = store.find(VAULT).orElseThrow().etag();

        String one = store.put(VAULT, json("a")).etag();
        String two = store.put(VAULT, json("a")).etag();

        assertThat(seeded).isNotEqualTo(one);
        assertThat(one).isNotEqualTo(two);
        assertThat(EstateStore.of(file(), EmbeddedArm.ids())
                        .find(VAULT)
                        .orElseThrow()
                        .etag())
                .as("a file's own tags do not change from start to start")
                .isEqualTo(seeded);
    }

    @Test
    void groupsAndSubscriptionsExistByWhatTheyHold() {
        EstateStore store = EstateStore.of(file(), EmbeddedArm.ids());

        assertThat(store.exists(ResourceId.parse(GROUP))).isTrue();
        assertThat(store.exists(ResourceId.parse("/subscriptions/S1"))).isTrue();
        assertThat(store.exists(ResourceId.parse("/subscriptions/s2"))).isFalse();
        assertThat(store.exists(ResourceId.parse(GROUP + "2"))).isFalse();
        assertThat(store.all()).as("they are no documents of the estate").hasSize(2);
        assertThat(store.listed(Optional.of(ResourceId.parse("/subscriptions/s1")), "Microsoft.KeyVault/vaults"))
                .hasSize(2);
    }

    @Test
    void aGroupStaysWhenTheLastOfItIsDeleted(@TempDir Path folder) {
        EstateStore store = EstateStore.open(folder, EstateStoreTest::file, EmbeddedArm.ids());

        store.remove(VAULT);
        store.remove(ResourceId.parse(VAULT + "2"));

        EstateStore again = EstateStore.open(folder, EstateFile::empty, EmbeddedArm.ids());
        assertThat(store.exists(ResourceId.parse(GROUP))).isTrue();
        assertThat(again.exists(ResourceId.parse(GROUP.toUpperCase(Locale.ROOT))))
                .as("after the next start, too")
                .isTrue();

        store.remove(ResourceId.parse(GROUP));

        assertThat(store.exists(ResourceId.parse(GROUP))).isFalse();
        assertThat(store.exists(ResourceId.parse("/subscriptions/s1"))).isFalse();
    }

    @Test
    void workDoneExclusivelyIsNotInterleaved() throws Exception {
        EstateStore store = EstateStore.of(file(), EmbeddedArm.ids());
        store.put(VAULT, JsonNodeFactory.instance.objectNode().put("n", 0));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch done = new CountDownLatch(400);
        for (int i = 0; i < 400; i++) {
            threads.execute(() -> {
                store.exclusively(() -> {
                    int n = store.find(VAULT).orElseThrow().json().path("n").asInt();
                    return store.put(
                            VAULT, JsonNodeFactory.instance.objectNode().put("n", n + 1));
                });
                done.countDown();
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(store.find(VAULT).orElseThrow().json().path("n").asInt()).isEqualTo(400);
    }

    private static EstateFile file() {
        return EstateFile.parse("test", FILE.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode json(String value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", VAULT.toString());
        json.putObject("properties").put("publicNetworkAccess", value);
        return json;
    }
}
