package io.sweep4j.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.cli.Option;

/** Opens a page in the user's browser, if the command line asks for it. */
final class WebBrowser {
    private static final String OPEN = "open";
    /** How long to wait for a failure. What opens a page may stay as long as the page. */
    private static final long PATIENCE_SECONDS = 2;

    private WebBrowser() {}

    /**
     * The option.
     *
     * @param page what it opens, such as {@code the report}
     */
    static Option option(String page) {
        return Option.builder()
                .longOpt(OPEN)
                .desc("show " + page + " in the browser ($BROWSER, or the system's)")
                .get();
    }

    /** Shows a page if {@code --open} asks for it. Without a browser the page stays where it is, which is told. */
    static void openIfAsked(Context context, String address) {
        if (!context.has(OPEN)) {
            return;
        }
        List<String> command = new ArrayList<>(opener(context));
        command.add(address);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
                failed(context, command.get(0) + " ended with " + process.exitValue(), address);
            }
        } catch (IOException e) {
            failed(context, String.valueOf(e.getMessage()), address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void failed(Context context, String why, String address) {
        context.console()
                .note("no browser could be opened (" + why + "); $BROWSER can name one. The page is " + address);
    }

    private static List<String> opener(Context context) {
        Optional<String> named =
                Optional.ofNullable(context.environment().get("BROWSER")).filter(name -> !name.isBlank());
        if (named.isPresent()) {
            return List.of(named.get());
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return List.of("open");
        }
        return system.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler") : List.of("xdg-open");
    }
}
