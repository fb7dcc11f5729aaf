package dev.plumbline.cli.local;

import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.PublishResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest rows in memory, for whoever wants to look at them. Thread safe. */
public final class RecordingSink implements FindingSink {
    private final int most;
    private final Deque<FindingRow> rows = new ArrayDeque<>();

    /** A sink that keeps at most so many rows. */
    public RecordingSink(int most) {
        this.most = most;
    }

    @Override
    public synchronized PublishResult publish(List<FindingRow> published) {
        for (FindingRow row : published) {
            rows.addLast(row);
            if (rows.size() > most) {
                rows.removeFirst();
            }
        }
        return PublishResult.accepted(published);
    }

    /** The rows kept, in the order in which they were published. */
    public synchronized List<FindingRow> rows() {
        return List.copyOf(rows);
    }
}
