package io.sweep4j.isolation;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes, component by component, for a reader of the same build. Every bit of a number is kept, but for those of
 * a NaN. Components are primitives and their boxes, texts, byte arrays, enums, durations, configurations, throwables (class and
 * message), lists and maps, records and sealed interfaces of records; references may be null.
 */
final class RecordFormat {
    /** What reflection tells of a record, slowly. */
    private record Shape(Type[] types, Method[] accessors, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException("no record: " + type);
            }
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] raw = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(raw);
                constructor.setAccessible(true);
                Method[] accessors =
                        Stream.of(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
                Stream.of(accessors).forEach(accessor -> accessor.setAccessible(true));
                return new Shape(
                        Stream.of(components)
                                .map(RecordComponent::getGenericType)
                                .toArray(Type[]::new),
                        accessors,
                        constructor);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("without its constructor: " + type, e);
            }
        }
    }

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    /** The kinds of a sealed interface, empty for any other type. */
    private static final ClassValue<List<Class<?>>> KINDS = new ClassValue<>() {
        @Override
        protected List<Class<?>> computeValue(Class<?> type) {
            return type.isSealed() ? List.of(type.getPermittedSubclasses()) : List.of();
        }
    };

    private RecordFormat() {}

    static void write(DataOutputStream out, Type type, @Nullable Object value) throws IOException {
        Class<?> raw = raw(type);
        if (!raw.isPrimitive()) {
            out.writeBoolean(value != null);
        }
        if (value == null) {
            return;
        }
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeDouble(number);
        } else if (value instanceof String text) {
            writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            writeBytes(out, bytes);
        } else if (value instanceof Enum<?> constant) {
            out.writeInt(constant.ordinal());
        } else if (value instanceof Duration duration) {
            out.writeLong(duration.getSeconds());
            out.writeInt(duration.getNano());
        } else if (value instanceof Configuration configuration) {
            for (Parameter parameter : Parameter.values()) {
                write(out, Value.class, configuration.value(parameter).orElse(null));
            }
        } else if (value instanceof Throwable error) {
            write(out, String.class, error.getClass().getName());
            write(out, String.class, error.getMessage());
        } else if (value instanceof List<?> list) {
            out.writeInt(list.size());
            for (Object element : list) {
                write(out, argument(type, 0), element);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(out, argument(type, 0), entry.getKey());
                write(out, argument(type, 1), entry.getValue());
            }
        } else {
            List<Class<?>> kinds = KINDS.get(raw);
            if (!kinds.isEmpty()) {
                out.writeInt(kinds.indexOf(value.getClass()));
            }
            writeComponents(out, value);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void writeComponents(DataOutputStream out, Object value) throws IOException {
        Shape shape = SHAPES.get(value.getClass());
        try {
            for (int i = 0; i < shape.types().length; i++) {
                write(out, shape.types()[i], shape.accessors()[i].invoke(value));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("unreadable: " + value.getClass(), e);
        }
    }

    /** An {@link IOException} or {@link IllegalArgumentException} for what {@link #write} did not write. */
    static @Nullable Object read(DataInputStream in, Type type) throws IOException {
        Class<?> raw = raw(type);
        if (!raw.isPrimitive() && !in.readBoolean()) {
            return null;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return in.readBoolean();
        } else if (raw == int.class || raw == Integer.class) {
            return in.readInt();
        } else if (raw == long.class || raw == Long.class) {
            return in.readLong();
        } else if (raw == double.class || raw == Double.class) {
            return in.readDouble();
        } else if (raw == String.class) {
            return new String(readBytes(in), StandardCharsets.UTF_8);
        } else if (raw == byte[].class) {
            return readBytes(in);
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[in.readInt()];
        } else if (raw == Duration.class) {
            return Duration.ofSeconds(in.readLong(), in.readInt());
        } else if (raw == Configuration.class) {
            return readConfiguration(in);
        } else if (raw == Throwable.class) {
            return Throwables.of(String.valueOf(read(in, String.class)), (String) read(in, String.class));
        } else if (raw == List.class) {
            return readList(in, type);
        } else if (raw == Map.class) {
            return readMap(in, type);
        }
        List<Class<?>> kinds = KINDS.get(raw);
        return readComponents(in, kinds.isEmpty() ? raw : kinds.get(in.readInt()));
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static Configuration readConfiguration(DataInputStream in) throws IOException {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            Value value = (Value) read(in, Value.class);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return Configuration.of(values);
    }

    private static List<@Nullable Object> readList(DataInputStream in, Type type) throws IOException {
        int size = in.readInt();
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read(in, argument(type, 0)));
        }
        return list;
    }

    private static Map<@Nullable Object, @Nullable Object> readMap(DataInputStream in, Type type) throws IOException {
        int size = in.readInt();
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(read(in, argument(type, 0)), read(in, argument(type, 1)));
        }
        return map;
    }

    private static Object readComponents(DataInputStream in, Class<?> type) throws IOException {
        Shape shape = SHAPES.get(type);
        @Nullable Object[] values = new Object[shape.types().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in, shape.types()[i]);
        }
        try {
            return shape.constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("can't be made: " + type, e);
        }
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
