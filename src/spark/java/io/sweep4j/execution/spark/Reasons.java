package io.sweep4j.execution.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Spark says of failures, in a line. */
final class Reasons {
    /** As in "… Lost task 0.0 in stage 1.0 (TID 1) (10.0.0.7 executor 3): WHAT", with a stack trace below. */
    private static final Pattern LOST_TASK = Pattern.compile("\\((\\S+) executor (\\S+)\\): ([^\\n]*)");

    private static final Pattern EXECUTOR_LOST = Pattern.compile("ExecutorLostFailure .* Reason: (.*)");

    private Reasons() {}

    /** Of a job. */
    static String of(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher lost = LOST_TASK.matcher(text);
        if (!lost.find()) {
            return firstLine(text);
        }
        Matcher executor = EXECUTOR_LOST.matcher(lost.group(3));
        return ExecutorWatch.name(lost.group(2), lost.group(1)) + ": "
                + (executor.matches() ? executor.group(1) : lost.group(3)).strip();
    }

    static String firstLine(@Nullable String text) {
        return text == null || text.isBlank()
                ? "no reason given"
                : text.strip().lines().findFirst().orElseThrow();
    }
}
