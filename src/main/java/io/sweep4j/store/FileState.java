package io.sweep4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a database file looks like from outside. Two that are equal mean that nothing was written in between; two that differ, that
 * something may have been.
 *
 * @param bytes 0 if there is no file
 * @param writtenAt null if there is no file
 * @param file tells a file from another of the same name; null where the system can't
 * @param owned whether a live process holds it
 */
public record FileState(
        long bytes, @Nullable FileTime writtenAt, @Nullable Object file, boolean owned) {

    static FileState of(Path path) {
        try {
            DatabaseFile file = DatabaseFile.at(path);
            BasicFileAttributes now = Files.readAttributes(file.file(), BasicFileAttributes.class);
            return new FileState(
                    now.size(),
                    now.lastModifiedTime(),
                    now.fileKey(),
                    Owner.live(file).isPresent());
        } catch (IOException | StoreException e) {
            return new FileState(0, null, null, false);
        }
    }
}
