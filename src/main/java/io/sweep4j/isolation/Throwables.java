package io.sweep4j.isolation;

import org.jspecify.annotations.Nullable;

/** Errors of another process. */
final class Throwables {
    private Throwables() {}

    /** One of the same class and message where that can be made, so that it reads as it would have without the process. */
    static Throwable of(String type, @Nullable String message) {
        try {
            Class<? extends Throwable> found = Class.forName(type, false, Throwables.class.getClassLoader())
                    .asSubclass(Throwable.class);
            return message == null
                    ? found.getConstructor().newInstance()
                    : found.getConstructor(String.class).newInstance(message);
        } catch (ReflectiveOperationException | ClassCastException e) {
            return new IllegalStateException(message == null ? type : type + ": " + message);
        }
    }
}
