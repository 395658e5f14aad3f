package io.sweep4j.store;

import org.jspecify.annotations.Nullable;

/** A file in the database's place can't be read as one. {@link SweepStore#openAnew} puts it aside. */
public final class DamagedException extends StoreException {
    private static final long serialVersionUID = 1;

    /** @param shown the database as its user named it */
    DamagedException(String shown, @Nullable Throwable cause) {
        super(
                shown + ": the file is damaged or no H2 database; choose another --db, or put it aside and start anew"
                        + " with: sweep4j run FILE --move-damaged",
                cause);
    }
}
