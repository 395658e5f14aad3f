package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@code --format json} prints: whole numbers become Long, others Double. */
final class JsonRows {
    private JsonRows() {}

    /** An array of flat objects, a row each. */
    static List<Map<String, @Nullable Object>> parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                rows.add(object(parser));
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_ARRAY);
            assertThat(parser.nextToken()).as("nothing behind the array").isNull();
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }

    /** One object; what is nested in it becomes text. */
    static Map<String, @Nullable Object> parseObject(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            Map<String, @Nullable Object> object = object(parser);
            assertThat(parser.nextToken()).as("nothing behind the object").isNull();
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            assertThat(object).doesNotContainKey(key);
            object.put(
                    key,
                    switch (parser.nextToken()) {
                        case VALUE_NULL -> null;
                        case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                        case VALUE_NUMBER_INT -> parser.getLongValue();
                        case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                        case VALUE_STRING -> parser.getText();
                        case START_ARRAY, START_OBJECT -> {
                            parser.skipChildren();
                            yield "nested";
                        }
                        default -> throw new IOException("unexpected " + parser.currentToken());
                    });
        }
        return object;
    }
}
