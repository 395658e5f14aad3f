package io.sweep4j.dashboard;

import com.sun.net.httpserver.HttpExchange;
import io.sweep4j.report.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param headers besides the ones that every answer has
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json; charset=utf-8";

    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    static Answer json(Json.Body body) {
        return json(Json.compact(body));
    }

    static Answer json(String text) {
        return of(JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file to be kept rather than shown. */
    static Answer file(String name, String type, byte[] body) {
        return new Answer(200, type, body, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    /** Why not, in words. */
    static Answer refused(int status, String why) {
        String text = Json.compact(out -> {
            out.writeStartObject();
            Json.member(out, "error", why);
            out.writeEndObject();
        });
        return new Answer(status, JSON, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Sends it, without its body if the request is a HEAD. */
    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
