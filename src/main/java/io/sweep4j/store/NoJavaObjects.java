package io.sweep4j.store;

import org.h2.api.JavaObjectSerializer;

/**
 * SQL can make a {@code JAVA_OBJECT} of any bytes, and H2 would deserialise it, which loads and runs classes that a user
 * chose. No table here holds such objects.
 */
final class NoJavaObjects implements JavaObjectSerializer {
    @Override
    public byte[] serialize(Object object) {
        throw new UnsupportedOperationException("Java objects are not supported");
    }

    @Override
    public Object deserialize(byte[] bytes) {
        throw new UnsupportedOperationException("Java objects are not supported");
    }
}
