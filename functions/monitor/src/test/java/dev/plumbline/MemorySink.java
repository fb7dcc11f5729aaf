package dev.plumbline;

import dev.plumbline.finding.FindingRow;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.PublishResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink in memory that can be down, and can refuse rows for good. */
final class MemorySink implements FindingSink {
    final List<FindingRow> rows = new CopyOnWriteArrayList<>();
    boolean down;
    boolean refusing;

    @Override
    public PublishResult publish(List<FindingRow> published) {
        if (down || refusing) {
            return new PublishResult(
                    List.of(),
                    published.stream()
                            .map(row ->
                                    new PublishResult.Failed(row, refusing ? "status 400" : "status 503", !refusing))
                            .toList());
        }
        rows.addAll(published);
        return PublishResult.accepted(published);
    }

    /** What was published since the last look. */
    List<FindingRow> taken() {
        List<FindingRow> taken = new ArrayList<>(rows);
        rows.clear();
        return taken;
    }
}
