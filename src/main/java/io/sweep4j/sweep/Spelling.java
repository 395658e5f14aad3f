package io.sweep4j.sweep;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user may have meant. */
public final class Spelling {
    private static final int LONGEST = 60;

    private Spelling() {}

    /**
     * The candidate nearest to a text: the same but for case, hyphens, spaces and colons; or within a few typing slips
     * (letters left out, added, replaced or swapped); or the only one that starts with it.
     */
    public static Optional<String> nearest(String text, Collection<String> candidates) {
        String typed = bare(text);
        if (typed.isEmpty() || typed.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = typed.length() <= 3 ? 1 : typed.length() <= 7 ? 2 : 3;
        Optional<String> close = candidates.stream()
                .filter(candidate -> distance(typed, bare(candidate)) <= allowed)
                .min(Comparator.comparingInt(candidate -> distance(typed, bare(candidate))));
        return close.or(() -> typed.length() < 3
                ? Optional.empty()
                : candidates.stream()
                        .filter(candidate -> bare(candidate).startsWith(typed))
                        .min(Comparator.comparingInt(String::length)));
    }

    /** {@code , did you mean 'epochs'?} or, with nothing near, the fallback. */
    public static String hint(String text, Collection<String> candidates, String fallback) {
        return nearest(text, candidates)
                .map(near -> ", did you mean '" + near + "'?")
                .orElse(fallback);
    }

    /** {@code , did you mean 'epochs'?} or, with nothing near, nothing. */
    public static String hint(String text, Collection<String> candidates) {
        return hint(text, candidates, "");
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_ .:]", "");
    }

    /** Slips between two texts, a swap of neighbours counting as one (optimal string alignment). */
    public static int distance(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : step(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int step(int[][] slips, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(slips[i - 1][j - 1] + (same ? 0 : 1), Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
