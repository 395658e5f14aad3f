package io.sweep4j.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes room for a new database without losing the old file. */
final class Aside {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Aside() {}

    /**
     * Renames {@code sweep4j.mv.db} to {@code sweep4j.damaged-20261125-093000.mv.db}, never onto another file.
     *
     * @param now the time in the name, in UTC
     * @return the new path
     */
    static Path move(DatabaseFile database, Instant now) {
        String name = ".damaged-" + STAMP.format(now);
        for (int number = 1; ; number++) {
            Path aside = database.beside((number == 1 ? name : name + "-" + number) + DatabaseFile.SUFFIX);
            try {
                return Files.move(database.file(), aside);
            } catch (FileAlreadyExistsException e) {
                continue;
            } catch (IOException e) {
                throw new StoreException(
                        database.shownAs() + ": can't move the damaged file to " + aside + " (" + DatabaseFile.reason(e)
                                + ")",
                        e);
            }
        }
    }
}
