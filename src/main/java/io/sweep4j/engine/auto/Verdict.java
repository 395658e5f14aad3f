package io.sweep4j.engine.auto;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How well the fused engine agrees with DL4J on a kind of network.
 *
 * @param kind what was judged, in words
 * @param iterations compared
 * @param deviation largest difference of costs as a share of the larger of 1 and DL4J's cost; infinite where only one of two
 *     costs is finite
 */
record Verdict(String kind, int iterations, double deviation) {
    /** The largest deviation that counts as agreement: hundreds of times what float32 arithmetic in another order makes. */
    static final double TOLERANCE = 1e-4;

    private static final Pattern TOLD = Pattern.compile("costs differ by (?:at most )?(\\S+) in (\\d+) iterations");

    /** That of a comparison which failed. */
    static Verdict none(String kind) {
        return new Verdict(kind, 0, Double.POSITIVE_INFINITY);
    }

    boolean agrees() {
        return deviation <= TOLERANCE;
    }

    /** Reads what {@link #toString} gave. */
    static Verdict parse(String kind, String text) {
        Matcher told = TOLD.matcher(text);
        return told.lookingAt()
                ? new Verdict(kind, Integer.parseInt(told.group(2)), Double.parseDouble(told.group(1)))
                : none(kind);
    }

    @Override
    public String toString() {
        if (iterations == 0) {
            return "the engines could not be compared: trained on dl4j instead";
        }
        return String.format(
                Locale.ROOT,
                "costs differ by %s%.2g in %d iterations%s",
                deviation == 0 ? "" : "at most ",
                deviation,
                iterations,
                agrees() ? "" : ", too much: trained on dl4j instead");
    }
}
