package io.sweep4j.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A sweep's recorded source, taken apart again.
 *
 * @param text the file's text
 * @param overrides the {@code key=value} arguments it was last run with, in order
 */
public record RecordedSource(String text, List<String> overrides) {
    public RecordedSource {
        overrides = List.copyOf(overrides);
    }

    /** The inverse of what {@link Definitions} does when it keeps the arguments as comments at the end. */
    public static RecordedSource of(String source) {
        List<String> lines = new ArrayList<>(Arrays.asList(source.split("(?<=\n)", -1)));
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        List<String> overrides = new ArrayList<>();
        while (!lines.isEmpty() && lines.get(lines.size() - 1).startsWith(Overrides.COMMENT)) {
            overrides.add(lines.remove(lines.size() - 1)
                    .substring(Overrides.COMMENT.length())
                    .stripTrailing());
        }
        Collections.reverse(overrides);
        return new RecordedSource(String.join("", lines), overrides);
    }
}
