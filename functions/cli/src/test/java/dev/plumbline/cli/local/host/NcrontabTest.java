package dev.plumbline.cli.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NcrontabTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 */5 * * * *     | 2026-03-01T10:02:03Z | 2026-03-01T10:05:00Z",
                "0 */5 * * * *     | 2026-03-01T10:05:00Z | 2026-03-01T10:10:00Z",
                "30 0 4 * * *      | 2026-03-01T10:02:03Z | 2026-03-02T04:00:30Z",
                "0 0 6-8,20 * * *  | 2026-03-01T08:30:00Z | 2026-03-01T20:00:00Z",
                "0 0 0 29 2 *      | 2026-03-01T08:30:00Z | 2028-02-29T00:00:00Z",
                "0 0 9 * * 1       | 2026-03-01T08:30:00Z | 2026-03-02T09:00:00Z",
                "0 10/20 * * * *   | 2026-03-01T08:31:00Z | 2026-03-01T08:50:00Z"
            })
    void namesTheNextTime(String schedule, String now, String next) {
        assertThat(new Ncrontab(schedule).after(Instant.parse(now))).isEqualTo(Instant.parse(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"* * * * *", "61 * * * * *", "0 0 0 * * mon", "0 5-1 * * * *", "0 */0 * * * *"})
    void saysWhatIsWrong(String schedule) {
        assertThatThrownBy(() -> new Ncrontab(schedule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timer schedule")
                .hasMessageContaining("found `");
    }

    @Test
    void refusesADateThatNeverComes() {
        Ncrontab never = new Ncrontab("0 0 0 31 2 *");
        assertThatThrownBy(() -> never.after(Instant.parse("2026-03-01T08:30:00Z")))
                .isInstanceOf(IllegalStateException.class);
    }
}
