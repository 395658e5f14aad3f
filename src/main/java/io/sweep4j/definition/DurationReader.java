package io.sweep4j.definition;

import io.sweep4j.sweep.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 1h30m}, or reports why a value is none and how to spell what was meant. */
final class DurationReader {
    private static final String EXPECTATION = "a duration above 0 such as 30s, 5m, 1h30m or 2d";
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    /** A hundred years, which still fit a count of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String NUMBER = "((?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,9})?)";
    private static final Pattern SPELLING =
            Pattern.compile("(?:%1$sd)?(?:%1$sh)?(?:%1$sm)?(?:%1$ss)?".formatted(NUMBER));
    private static final BigDecimal[] SECONDS = {
        BigDecimal.valueOf(86_400), BigDecimal.valueOf(3_600), BigDecimal.valueOf(60), BigDecimal.ONE
    };

    private static final Pattern BARE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,5}):([0-9]{2})");
    /** A part of a duration as people write it elsewhere. */
    private static final Pattern LOOSE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?([a-zA-Z]{1,12})[ ,]{0,2}");

    private static final Map<String, BigDecimal> LOOSE_UNITS = Map.ofEntries(
            Map.entry("ms", BigDecimal.valueOf(1, 3)),
            Map.entry("millis", BigDecimal.valueOf(1, 3)),
            Map.entry("millisecond", BigDecimal.valueOf(1, 3)),
            Map.entry("s", SECONDS[3]),
            Map.entry("sec", SECONDS[3]),
            Map.entry("second", SECONDS[3]),
            Map.entry("m", SECONDS[2]),
            Map.entry("min", SECONDS[2]),
            Map.entry("minute", SECONDS[2]),
            Map.entry("h", SECONDS[1]),
            Map.entry("hr", SECONDS[1]),
            Map.entry("hour", SECONDS[1]),
            Map.entry("d", SECONDS[0]),
            Map.entry("day", SECONDS[0]),
            Map.entry("w", SECONDS[0].multiply(BigDecimal.valueOf(7))),
            Map.entry("week", SECONDS[0].multiply(BigDecimal.valueOf(7))));

    private final Problems problems;
    private final ValueReader values;

    DurationReader(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    /** The duration, a millisecond to a hundred years; empty, and reported, if there is none. */
    Optional<Duration> read(String label, Node node) {
        Node.Scalar scalar = values.scalar(label, EXPECTATION, node);
        if (scalar == null) {
            return Optional.empty();
        }
        Matcher spelled = SPELLING.matcher(scalar.text());
        String complaint = ": expected " + EXPECTATION;
        if (!scalar.text().isEmpty() && spelled.matches()) {
            Duration duration = sum(spelled);
            if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return Optional.of(duration);
            }
            if (!duration.isZero()) {
                complaint =
                        duration.compareTo(LONGEST) > 0 ? ": expected at most 36500d" : ": expected at least 0.001s";
            }
        } else {
            complaint = meant(scalar.text())
                    .map(meant -> ": write " + meant)
                    .or(() -> unitless(scalar.text()))
                    .orElse(complaint);
        }
        problems.add(scalar.mark(), label + " cannot be " + Quote.of(scalar.text()) + complaint);
        return Optional.empty();
    }

    private static Duration sum(Matcher spelled) {
        BigDecimal seconds = BigDecimal.ZERO;
        for (int i = 0; i < SECONDS.length; i++) {
            String number = spelled.group(i + 1);
            if (number != null) {
                seconds = seconds.add(new BigDecimal(number).multiply(SECONDS[i]));
            }
        }
        return duration(seconds);
    }

    /** To the nanosecond, and no longer than a little above the longest. */
    private static Duration duration(BigDecimal seconds) {
        BigDecimal most = BigDecimal.valueOf(LONGEST.toSeconds() + 1);
        return Duration.ofNanos(seconds.min(most).multiply(NANOS).longValue());
    }

    /** The right spelling of a duration in a common one. */
    private static Optional<String> meant(String text) {
        String rest = text.strip();
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher part = LOOSE.matcher(rest);
        int end = 0;
        while (part.lookingAt()) {
            String unit = part.group(2).toLowerCase(Locale.ROOT);
            BigDecimal size = LOOSE_UNITS.get(LOOSE_UNITS.containsKey(unit) ? unit : unit.replaceFirst("s$", ""));
            if (size == null) {
                return Optional.empty();
            }
            seconds = seconds.add(new BigDecimal(part.group(1)).multiply(size));
            end = part.end();
            part.region(end, rest.length());
        }
        Duration duration = duration(seconds);
        boolean allowed = duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
        return end == rest.length() && allowed ? Optional.of(Durations.text(duration)) : Optional.empty();
    }

    private static Optional<String> unitless(String text) {
        if (BARE.matcher(text).matches() && new BigDecimal(text).signum() > 0) {
            String number = new BigDecimal(text).toPlainString();
            return Optional.of(", a duration needs a unit: write " + number + "s or " + number + "m");
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            String first = new BigDecimal(clock.group(1)).toPlainString();
            String second = new BigDecimal(clock.group(2)).toPlainString();
            return Optional.of(": write " + first + "m" + second + "s or " + first + "h" + second + "m");
        }
        return Optional.empty();
    }
}
