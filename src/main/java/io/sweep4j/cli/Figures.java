package io.sweep4j.cli;

import java.time.Duration;
import java.util.Locale;

/** Sizes and ages as people say them. */
final class Figures {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final int STEP = 1_000;

    private Figures() {}

    /** Such as {@code 1.2 MB}, in powers of 1,000. */
    static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= STEP - 0.05 && unit < UNITS.length - 1) { // 999.95 would be shown as 1000.0
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** Such as {@code 3 h ago}, rounded down; {@code just now} under a minute and for what a wrong clock puts ahead. */
    static String age(Duration since) {
        if (since.toMinutes() < 1) {
            return "just now";
        } else if (since.toHours() < 1) {
            return since.toMinutes() + " min ago";
        }
        return since.toDays() < 1
                ? since.toHours() + " h ago"
                : since.toDays() == 1 ? "1 day ago" : since.toDays() + " days ago";
    }
}
