package io.sweep4j.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** Guesses what a mistyped word was meant to be. */
final class Nearest {
    private Nearest() {}

    /** {@code , did you mean 'x'?} or nothing. */
    static String hint(String word, Collection<String> words) {
        return of(word, words)
                .map(nearest -> ", did you mean '" + nearest + "'?")
                .orElse("");
    }

    private static Optional<String> of(String word, Collection<String> words) {
        return words.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    private static int distance(String a, String b) {
        return StringUtils.getLevenshteinDistance(a, b);
    }
}
