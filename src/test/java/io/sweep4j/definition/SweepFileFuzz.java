package io.sweep4j.definition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A target for a fuzzer: a sweep file in any bytes and, each behind a NUL, the arguments that change it. Whatever they
 * are, they come to a sweep or to problems with their places, and what is recorded of a sweep reads as the same sweep.
 */
public final class SweepFileFuzz {
    private SweepFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        List<String> overrides = new ArrayList<>();
        if (end < input.length) {
            String rest = new String(input, end + 1, input.length - end - 1, StandardCharsets.UTF_8);
            overrides.addAll(Arrays.asList(rest.split("\0", -1)));
        }
        check(Arrays.copyOf(input, end), overrides);
        if (end < input.length) {
            check(input, List.of());
        }
    }

    private static void check(byte[] file, List<String> overrides) {
        Reading reading = Definitions.read("x.yaml", file, overrides);
        for (Problem problem : reading.problems()) {
            check(problem);
        }
        if (!reading.problems().isEmpty()) {
            return;
        }
        Definition definition = reading.definition().orElseThrow();
        definition.warnings().forEach(SweepFileFuzz::check);
        RecordedSource recorded = RecordedSource.of(definition.sweep().source());
        Reading again = Definitions.read("x.yaml", recorded.text(), recorded.overrides());
        if (!again.problems().isEmpty()) {
            throw new IllegalStateException("the recorded sweep can't be read: " + again.problems());
        }
        if (!definition.sweep().equals(again.definition().orElseThrow().sweep())) {
            throw new IllegalStateException("the recorded sweep is another one");
        }
    }

    private static void check(Problem problem) {
        String message = problem.message();
        boolean placed = problem.source().equals("x.yaml") && problem.line() >= 1 && problem.column() >= 1
                || problem.source().equals(Problem.COMMAND_LINE);
        boolean printable = message.codePoints().noneMatch(Character::isISOControl);
        if (!placed || !printable || message.isBlank() || message.length() > 1_000) {
            throw new IllegalStateException("no message for people: " + problem);
        }
    }
}
