package dev.plumbline.finding;

import java.util.List;

/**
 * What became of the rows that were handed to a sink: each is in exactly one of the two lists.
 *
 * @param accepted the rows that were taken
 * @param failed the rows that were not
 */
public record PublishResult(List<FindingRow> accepted, List<Failed> failed) {
    public PublishResult {
        accepted = List.copyOf(accepted);
        failed = List.copyOf(failed);
    }

    /**
     * A row that was not taken.
     *
     * @param reason why, without any secret
     * @param retryable whether a later attempt can succeed
     */
    public record Failed(FindingRow row, String reason, boolean retryable) {}

    /** All were taken. */
    public static PublishResult accepted(List<FindingRow> rows) {
        return new PublishResult(rows, List.of());
    }
}
