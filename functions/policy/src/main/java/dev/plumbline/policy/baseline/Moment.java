package dev.plumbline.policy.baseline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A point in time as Azure writes it: ISO 8601, UTC where no offset is given. */
final class Moment {
    private Moment() {}

    /**
     * The instant that the text names.
     *
     * @throws DateTimeException if it names none
     */
    static Instant parse(String text) {
        String value = text.strip();
        if (value.indexOf('T') < 0 && value.indexOf('t') < 0) {
            return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = value.endsWith("Z") || value.endsWith("z") || value.matches(".*[+-]\\d\\d(:?\\d\\d)?");
        return zoned
                ? OffsetDateTime.parse(value.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                        .toInstant()
                : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
    }
}
