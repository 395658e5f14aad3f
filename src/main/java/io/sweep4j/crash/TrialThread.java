package io.sweep4j.crash;

import io.sweep4j.sweep.Trial;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The name of a thread while it trains. A crash report has it, and so tells which trials were in native code. */
public final class TrialThread {
    private static final String PREFIX = "sweep4j-trial-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18}(?:,[0-9]{1,18})*)");

    private TrialThread() {}

    /** Gives the calling thread the name of a batch, runs its training, and gives it its old name back. */
    public static void during(List<Trial> batch, Runnable training) {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(batch.stream()
                .map(trial -> Long.toString(trial.number()))
                .collect(Collectors.joining(",", PREFIX, "")));
        try {
            training.run();
        } finally {
            thread.setName(before);
        }
    }

    /** The numbers of the trials that a thread of that name trains; empty if it trains none. */
    static List<Long> trials(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Stream.of(matcher.group(1).split(",")).map(Long::valueOf).toList()
                : List.of();
    }
}
