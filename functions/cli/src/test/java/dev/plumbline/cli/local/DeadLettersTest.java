package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.finding.DeadLetter;
import dev.plumbline.finding.azure.TablesDeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    @TempDir
    Path folder;

    @Nested
    class InAFolder implements DeadLetterContract {
        private DeadLetter deadLetter = new FolderDeadLetter(Path.of(""));

        @BeforeEach
        void open() {
            deadLetter = new FolderDeadLetter(folder.resolve("dead/letters"));
        }

        @Override
        public DeadLetter deadLetter() {
            return deadLetter;
        }
    }

    @Nested
    class InATable implements DeadLetterContract {
        private final DeadLetter deadLetter = new TablesDeadLetter(Azurite.running()::table);

        @Override
        public DeadLetter deadLetter() {
            return deadLetter;
        }
    }

    @Test
    void aFolderNamesItsFilesByTimeAndHashOnly() throws IOException {
        new FolderDeadLetter(folder).keep(DeadLetterContract.delivery("../../x", 1));
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).hasSize(1);
            assertThat(names.get(0)).matches("20260301T120001000000000Z-[0-9a-f]{24}\\.json");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new FolderDeadLetter(file).keep(DeadLetterContract.delivery("a", 0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
