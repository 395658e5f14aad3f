package io.sweep4j.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values a row can hold, as text. */
final class Cells {
    private Cells() {}

    /** The value at full precision: points in time as ISO 8601 in UTC, bytes as hexadecimal digits. */
    static String text(Object value) {
        if (value instanceof Instant time) {
            return DateTimeFormatter.ISO_INSTANT.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return text(time.toInstant());
        }
        if (value instanceof ZonedDateTime time) {
            return text(time.toInstant());
        }
        if (value instanceof LocalDateTime time) { // sessions are in UTC
            return text(time.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        List<?> elements = elements(value);
        if (elements != null) {
            return elements.stream()
                    .map(element -> element == null ? "null" : text(element))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.toString();
    }

    /** The elements of an array or a collection, which may be null; null for any other value. */
    static @Nullable List<?> elements(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return value instanceof Collection<?> collection ? collection.stream().toList() : null;
    }

    /** The value for people: floating-point numbers to so many digits. */
    static String compact(Object value, int digits) {
        if (value instanceof Double || value instanceof Float) {
            return Numbers.compact(((Number) value).doubleValue(), digits);
        }
        return value instanceof BigDecimal number ? Numbers.compact(number, digits) : text(value);
    }
}
