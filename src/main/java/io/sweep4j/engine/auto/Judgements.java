package io.sweep4j.engine.auto;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What came of comparing the engines, read from what an engine says of itself: this process may not be the one that compared.
 *
 * @param kinds of networks that were judged
 * @param disagreements those on which the engines disagree, and how much, in words
 * @param largestDeviation of costs over all kinds, as a share of the larger of 1 and DL4J's cost
 */
public record Judgements(int kinds, List<String> disagreements, double largestDeviation) {
    private static final String JUDGED = "judged ";

    public Judgements {
        disagreements = List.copyOf(disagreements);
    }

    /** Those that {@link AutoEngine#provenance} tells of; no kinds if it is another engine's. */
    public static Judgements of(Map<String, String> provenance) {
        return of(provenance.entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(JUDGED))
                .map(fact -> Verdict.parse(fact.getKey().substring(JUDGED.length()), fact.getValue()))
                .toList());
    }

    static Judgements of(Collection<Verdict> verdicts) {
        return new Judgements(
                verdicts.size(),
                verdicts.stream()
                        .filter(verdict -> !verdict.agrees())
                        .map(verdict -> verdict.kind() + ": " + verdict)
                        .toList(),
                verdicts.stream().mapToDouble(Verdict::deviation).max().orElse(0));
    }

    /** The facts to be read back. */
    static void tell(Collection<Verdict> verdicts, Map<String, String> provenance) {
        verdicts.forEach(verdict -> provenance.put(JUDGED + verdict.kind(), verdict.toString()));
    }
}
