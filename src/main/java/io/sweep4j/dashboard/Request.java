package io.sweep4j.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked for. {@link IllegalArgumentException} for an address that is none.
 *
 * @param segments of the path, decoded
 * @param parameters behind the path, decoded; of several of one name, the last
 */
record Request(String method, List<String> segments, Map<String, String> parameters) {

    static Request of(HttpExchange exchange) {
        List<String> segments = new ArrayList<>();
        for (String segment : exchange.getRequestURI().getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment.replace("+", "%2B")));
            }
        }
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return new Request(exchange.getRequestMethod(), List.copyOf(segments), Map.copyOf(parameters));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A whole number given as a parameter, brought into bounds. */
    int whole(String name, int low, int high, int fallback) {
        try {
            return parameter(name)
                    .map(text -> Math.max(low, Math.min(high, Integer.parseInt(text))))
                    .orElse(fallback);
        } catch (NumberFormatException e) {
            return fallback;
        }
    }

    /** Whether the path is that of those segments. */
    boolean isAt(String... path) {
        return segments.equals(List.of(path));
    }

    /** The path's segment at that place; empty text if there is none. */
    String segment(int at) {
        return at < segments.size() ? segments.get(at) : "";
    }
}
