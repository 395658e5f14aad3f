package io.sweep4j.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems as they are found and hands them out by position, each once. */
final class Problems {
    private static final int SHOWN = 100;
    /** Bounds memory for a file that is wrong in every value. */
    private static final int KEPT = 10_000;

    private record Found(Mark mark, String message) {}

    private final Set<Found> found = new LinkedHashSet<>();
    private int dropped;

    void add(Mark mark, String message) {
        if (found.size() < KEPT) {
            found.add(new Found(mark, message));
        } else {
            dropped++;
        }
    }

    /** Reports that something else stands, or nothing, where {@code expectation} should; not what is reported already. */
    void addUnexpected(String label, String expectation, Node node) {
        boolean empty = node instanceof Node.Scalar scalar && scalar.isNull();
        if (!(node instanceof Node.Broken)) {
            String what = empty ? " has no value" : " cannot be " + node.kind() + " here";
            add(node.mark(), label + what + ": expected " + expectation);
        }
    }

    /** How many problems were found so far; grows with every new one. */
    int count() {
        return found.size() + dropped;
    }

    /** By position, at most a hundred and a last line that counts the rest. */
    List<Problem> sorted() {
        List<Found> all = new ArrayList<>(found);
        all.sort(Comparator.comparing(Found::mark, Mark.BY_POSITION));
        List<Problem> shown = new ArrayList<>();
        for (Found problem : all.subList(0, Math.min(SHOWN, all.size()))) {
            shown.add(problem.mark().problem(problem.message()));
        }
        int more = count() - shown.size();
        if (more > 0) {
            shown.add(all.get(SHOWN).mark().problem("and " + more + " more problems from here on"));
        }
        return List.copyOf(shown);
    }
}
