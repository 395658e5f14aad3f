package io.sweep4j.sweep;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as sweep files and messages spell them: {@code 1h30m}. */
public final class Durations {
    private Durations() {}

    /** The spelling of a duration of at least 0, in whole milliseconds: the larger units first, none of them 0. */
    public static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        BigDecimal seconds = BigDecimal.valueOf(duration.toSecondsPart() * 1_000L + duration.toMillisPart(), 3);
        if (seconds.signum() > 0 || text.isEmpty()) {
            text.append(
                            seconds.signum() == 0
                                    ? "0"
                                    : seconds.stripTrailingZeros().toPlainString())
                    .append('s');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
