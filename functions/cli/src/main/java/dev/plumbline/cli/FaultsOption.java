package dev.plumbline.cli;

import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.fault.FaultsFile;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The option for the faults of the embedded Azure, of every command that starts one. */
final class FaultsOption {
    @Option(names = "--faults", paramLabel = "FILE", description = "Faults that the embedded Azure is to have.")
    private Optional<Path> file = Optional.empty();

    Faults read() {
        if (file.isEmpty()) {
            return Faults.none();
        }
        Compiled<Document> document = DocumentFolder.file(file.get());
        if (document.value().isEmpty()) {
            throw InvalidInput.of(document.issues());
        }
        Compiled<Faults> faults = FaultsFile.read(document.value().get(), FaultsOption::pause);
        if (faults.value().isEmpty()) {
            throw InvalidInput.of(faults.issues());
        }
        return faults.value().get();
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
