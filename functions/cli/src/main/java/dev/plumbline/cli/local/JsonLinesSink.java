package dev.plumbline.cli.local;

import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.PublishResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes each row as one line of JSON. Thread safe: lines are never mixed. */
public final class JsonLinesSink implements FindingSink {
    private final Appendable out;

    /** A sink that writes to the given output, such as {@code System.out}. */
    public JsonLinesSink(Appendable out) {
        this.out = out;
    }

    @Override
    public synchronized PublishResult publish(List<FindingRow> rows) {
        List<FindingRow> accepted = new ArrayList<>();
        List<PublishResult.Failed> failed = new ArrayList<>();
        for (FindingRow row : rows) {
            try {
                out.append(row.toJson().toString()).append('\n');
                accepted.add(row);
            } catch (IOException e) {
                failed.add(new PublishResult.Failed(row, "the output could not be written: " + e.getMessage(), true));
            }
        }
        return new PublishResult(accepted, failed);
    }
}
