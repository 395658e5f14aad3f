package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the JSON that the store keeps on a sweep's last run. Text that is no JSON is shown as it is. */
final class Provenance {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Provenance() {}

    /** The facts in their stored order, nested names joined with dots. */
    static Map<String, String> facts(String provenance) {
        Map<String, String> facts = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(provenance)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String name = parser.getParsingContext().pathAsPointer().toString();
                    facts.merge(readable(name), parser.getText(), (one, other) -> one + ", " + other);
                }
            }
            return facts;
        } catch (IOException e) {
            return Map.of(
                    "provenance",
                    provenance + " (not readable as JSON: " + e.getClass().getSimpleName() + ")");
        }
    }

    /** {@code /machine/cores} as {@code machine.cores}; the elements of an array go by the array's name. */
    private static String readable(String pointer) {
        return pointer.replaceFirst("^/", "").replaceAll("/\\d+(?=/|$)", "").replace('/', '.');
    }

    /** Writes the stored JSON as a value. */
    static void copy(String provenance, JsonGenerator json) throws IOException {
        if (wellFormed(provenance)) {
            try (JsonParser parser = FACTORY.createParser(provenance)) {
                parser.nextToken();
                json.copyCurrentStructure(parser);
            }
        } else {
            json.writeString(provenance);
        }
    }

    private static boolean wellFormed(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            boolean any = false;
            while (parser.nextToken() != null) {
                any = true;
            }
            return any;
        } catch (IOException e) {
            return false;
        }
    }
}
