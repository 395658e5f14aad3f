package io.sweep4j.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HotSpot wrote as its process crashed.
 *
 * @param cause the signal or the error, and the problematic frame where there is one; one line
 * @param trials the numbers of the trials whose thread crashed; empty if it was another thread
 */
public record CrashReport(Path file, String cause, List<Long> trials) {
    /** In bytes; what is of interest stands at the beginning. */
    private static final int LONGEST_HEAD = 64 * 1_024;

    private static final int LONGEST_FRAME = 300;

    private static final Pattern WHAT = Pattern.compile(
            "(?m)^# +([^\\n]{1,200}?)(?: \\(0x[0-9a-f]+\\))?" + "(?: at pc=0x[0-9a-f]+)?, pid=(\\d{1,18}), tid=\\d+");
    private static final Pattern FRAME = Pattern.compile("(?m)^# Problematic frame:\\R# ([^\\n]+)$");
    private static final Pattern THREAD =
            Pattern.compile("(?m)^Current thread \\([^)\\n]*\\): +JavaThread \"([^\"\\n]*)\"");

    /**
     * Reads the report of a process; empty if there is none, as after a kill or a power failure.
     *
     * @param from the process was alive then: a file that is older is that of another process of the same number
     */
    public static Optional<CrashReport> read(Path file, long pid, Instant from) {
        String head;
        try (InputStream stream = Files.newInputStream(file)) {
            if (!Files.isRegularFile(file)
                    || Files.getLastModifiedTime(file).toInstant().isBefore(from)) {
                return Optional.empty();
            }
            head = new String(stream.readNBytes(LONGEST_HEAD), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return Optional.empty();
        }
        Matcher what = WHAT.matcher(head);
        if (!what.find() || Long.parseLong(what.group(2)) != pid) {
            return Optional.empty();
        }
        Matcher thread = THREAD.matcher(head);
        return Optional.of(new CrashReport(
                file, what.group(1) + frame(head), thread.find() ? TrialThread.trials(thread.group(1)) : List.of()));
    }

    private static String frame(String head) {
        Matcher frame = FRAME.matcher(head);
        if (!frame.find()) {
            return "";
        }
        String text = frame.group(1).strip().replaceAll("\\s+", " ");
        return " in " + (text.length() <= LONGEST_FRAME ? text : text.substring(0, LONGEST_FRAME) + "…");
    }
}
