package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writing JSON. Numbers have all their digits; what JSON has no number for is null. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonFactory LINES = new JsonFactoryBuilder()
            .rootValueSeparator(",\n")
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    /** Something that writes one JSON value. */
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A generator of values that stand on a line each, with commas between. Closing it leaves the target open. */
    static JsonGenerator lines(Writer target) throws IOException {
        return LINES.createGenerator(target);
    }

    /** The text of one value without any white space. */
    public static String compact(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** Writes one value for people too, with a line break at the end; leaves the target open. */
    static void indented(Writer target, Body body) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(printer);
            body.write(json);
        }
        target.write('\n');
    }

    /** Writes a value of any type that a row can hold. */
    public static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            List<?> elements = Cells.elements(value);
            if (elements == null) {
                json.writeString(Cells.text(value));
                return;
            }
            json.writeStartArray();
            for (Object element : elements) {
                value(json, element);
            }
            json.writeEndArray();
        }
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal || number instanceof BigInteger) {
            json.writeNumber(number.toString());
        } else if (number instanceof Float single && Float.isFinite(single)) {
            json.writeNumber(single);
        } else if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            if (Double.isFinite(real)) {
                json.writeNumber(real);
            } else {
                json.writeNull();
            }
        } else {
            json.writeNumber(number.longValue());
        }
    }

    /** Writes a value without any white space inside, whatever the generator's style: a line a row. */
    static void row(JsonGenerator json, Map<String, @Nullable Object> row) throws IOException {
        json.writeRawValue(compact(out -> value(out, row)));
    }

    /** Writes a member of the current object. */
    public static void member(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        value(json, value);
    }
}
