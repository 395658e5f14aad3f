package io.sweep4j.dashboard;

import io.sweep4j.report.PageAssets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page and what it loads: style sheets and programs, those of the report's charts among them. Immutable. */
final class Assets {
    private static final List<String> PROGRAMS = List.of(
            "server", "show", "panel", "progress", "overview", "figures", "trials", "sweep", "trial", "query", "app");
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Answer page = Answer.of("text/html; charset=utf-8", bytes("dashboard.html"));
    private final Map<String, Answer> files = new LinkedHashMap<>();

    Assets() {
        files.put("page.css", Answer.of("text/css; charset=utf-8", utf8(PageAssets.styles() + text("dashboard.css"))));
        files.put("library.js", Answer.of(SCRIPT, utf8(PageAssets.library())));
        files.put("charts.js", Answer.of(SCRIPT, utf8(PageAssets.charts())));
        files.put(
                "dashboard.js",
                Answer.of(
                        SCRIPT,
                        utf8(PROGRAMS.stream()
                                .map(name -> text("js/" + name + ".js"))
                                .collect(Collectors.joining()))));
        files.put("icon.svg", Answer.of("image/svg+xml", bytes("icon.svg")));
    }

    Answer page() {
        return page;
    }

    Optional<Answer> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
