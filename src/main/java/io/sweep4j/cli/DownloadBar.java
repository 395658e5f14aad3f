package io.sweep4j.cli;

import io.sweep4j.data.DownloadProgress;
import java.util.Locale;

/** Shows downloads: a line that is redrawn on a terminal, a line a file elsewhere. */
final class DownloadBar implements DownloadProgress {
    private static final double MEGABYTE = 1_000_000;

    private final Console console;
    private String announced = "";

    DownloadBar(Console console) {
        this.console = console;
    }

    @Override
    public void advanced(String file, long bytes, long total) {
        if (console.terminal()) {
            String of = total < 0 ? "" : String.format(Locale.ROOT, " of %.1f", total / MEGABYTE);
            console.err().printf(Locale.ROOT, "\r\u001b[K%s: %.1f%s MB", file, bytes / MEGABYTE, of);
            console.err().flush();
        } else if (!announced.equals(file)) {
            announced = file;
            console.note("downloading " + file);
        }
    }

    @Override
    public void ended(String file) {
        if (console.terminal()) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }
}
