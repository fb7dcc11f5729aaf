package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.finding.Ledger;
import dev.plumbline.finding.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvStoreLedgerTest {
    @TempDir
    Path folder;

    @Nested
    class InMemory implements LedgerContract {
        private final MvStoreLedger ledger = MvStoreLedger.inMemory();

        @Override
        public Ledger ledger() {
            return ledger;
        }

        @AfterEach
        void close() {
            ledger.close();
        }
    }

    @Nested
    class InAFile implements LedgerContract {
        private MvStoreLedger ledger = MvStoreLedger.inMemory();

        @BeforeEach
        void onDisk() {
            ledger = open();
        }

        @Override
        public Ledger ledger() {
            return ledger;
        }

        @AfterEach
        void close() {
            ledger.close();
        }
    }

    @Test
    void findsEverythingAgainAfterARestart() {
        LedgerEntry entry = LedgerContract.entry(LedgerContract.account("a"), LedgerContract.vault("v"))
                .withOutbox(List.of(LedgerContract.row("a-1")));
        String tag;
        try (MvStoreLedger ledger = open()) {
            tag = ledger.put(entry, Optional.empty());
            ledger.putSnapshot(LedgerContract.snapshot("sweep-1"), Optional.empty());
        }
        try (MvStoreLedger ledger = open()) {
            assertThat(ledger.find(entry.id()).orElseThrow().tag()).isEqualTo(tag);
            assertThat(ledger.find(entry.id()).orElseThrow().value()).isEqualTo(entry);
            assertThat(ledger.referrers(LedgerContract.vault("v"))).containsExactly(entry.id());
            assertThat(ledger.pending(10)).containsExactly(entry.id());
            assertThat(ledger.snapshot(LedgerContract.SUBSCRIPTION)).isPresent();
            assertThat(ledger.all()).containsExactly(entry.id());
            assertThat(ledger.size()).isEqualTo(1);
            assertThat(ledger.put(entry.withOutbox(List.of()), Optional.of(tag)))
                    .isNotEqualTo(tag);
        }
    }

    @Test
    void hasAFullOutboxOnDiskWhenTheWriteReturns() throws IOException {
        Path crashed = Files.createDirectory(folder.resolve("crashed"));
        LedgerEntry entry =
                LedgerContract.entry(LedgerContract.account("a")).withOutbox(List.of(LedgerContract.row("a-1")));
        try (MvStoreLedger ledger = open()) {
            ledger.put(entry, Optional.empty());
            // What a crash would leave: the file as it is while the ledger is still open.
            Files.copy(folder.resolve("ledger.mv"), crashed.resolve("ledger.mv"));
        }
        try (MvStoreLedger ledger = MvStoreLedger.open(crashed)) {
            assertThat(ledger.find(entry.id()).orElseThrow().value()).isEqualTo(entry);
            assertThat(ledger.pending(10)).containsExactly(entry.id());
        }
    }

    @Test
    void saysThatAnotherProcessHasIt() {
        try (MvStoreLedger ledger = open()) {
            assertThat(ledger.size()).isZero();
            assertThatThrownBy(() -> MvStoreLedger.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ledger.mv")
                    .hasMessageContaining("stop the other process");
        }
    }

    @Test
    void saysThatTheFileIsNoLedger() throws IOException {
        Files.writeString(folder.resolve("ledger.mv"), "no ledger at all ".repeat(2_000));
        assertThatThrownBy(() -> MvStoreLedger.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ledger.mv");
    }

    private MvStoreLedger open() {
        try {
            return MvStoreLedger.open(folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
