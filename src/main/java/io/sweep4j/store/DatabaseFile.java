package io.sweep4j.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The file that a database path stands for.
 *
 * @param bare absolute, without the suffix that H2 adds
 * @param file absolute, without symbolic links; it need not exist
 * @param shownAs the path as the user gave it, for messages
 */
record DatabaseFile(Path bare, Path file, String shownAs) {
    static final String SUFFIX = ".mv.db";
    /** Bytes in the two headers that every file of H2 begins with. */
    private static final long SMALLEST = 8_192;

    /** {@link StoreException} if the path can't be a database's. */
    static DatabaseFile at(Path path) {
        Path bare = path.toAbsolutePath().normalize().resolveSibling(bareName(path));
        if (bare.toString().contains(";")) {
            throw new StoreException(path + ": a database path can't contain ';'");
        }
        if (bareName(path).isEmpty()) {
            throw new StoreException(path + ": a database needs a name before " + SUFFIX);
        }
        Path file = withSuffix(bare);
        try {
            return new DatabaseFile(bare, Files.exists(file) ? file.toRealPath() : file, path.toString());
        } catch (IOException e) {
            throw new StoreException(path + ": can't read " + file.getFileName() + " (" + reason(e) + ")", e);
        }
    }

    private static Path withSuffix(Path path) {
        return path.resolveSibling(bareName(path) + SUFFIX);
    }

    private static String bareName(Path path) {
        String name = Objects.requireNonNull(path.getFileName(), "a database path names a file")
                .toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** A file beside it, of the same name with another suffix. */
    Path beside(String suffix) {
        return file.resolveSibling(bareName(file) + suffix);
    }

    /** Makes the folder it is in; the file with that folder's symbolic links followed. */
    DatabaseFile inFolder() {
        Path folder = Objects.requireNonNull(file.getParent());
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            return new DatabaseFile(bare, real.resolve(Objects.requireNonNull(file.getFileName())), shownAs);
        } catch (IOException e) {
            throw new StoreException(
                    shownAs + ": can't make the folder " + folder + " of the database: " + reason(e), e);
        }
    }

    /** Refuses a folder in which the file is to be made and can't be. */
    void checkFolder() {
        Path folder = Objects.requireNonNull(file.getParent());
        if (!exists() && !Files.isWritable(folder)) {
            throw new StoreException(shownAs + ": no permission to write in the folder " + folder);
        }
    }

    /**
     * The file's bytes, 0 if there is none; refuses what H2 would call an input or output error of its own making.
     *
     * @param written whether the file is going to be written to
     */
    long checkedSize(boolean written) {
        if (!exists()) {
            return 0;
        }
        if (Files.isDirectory(file)) {
            throw new StoreException(shownAs + ": " + file.getFileName() + " is a folder; choose another --db");
        }
        if (!Files.isReadable(file) || written && !Files.isWritable(file)) {
            throw new StoreException(
                    shownAs + ": no permission to read " + (written ? "and write " : "") + file.getFileName());
        }
        try {
            long size = Files.size(file);
            if (size > 0 && size < SMALLEST) {
                throw new DamagedException(shownAs, null);
            }
            return size;
        } catch (IOException e) {
            throw new StoreException(shownAs + ": can't read " + file.getFileName() + " (" + e + ")", e);
        }
    }

    static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof NoSuchFileException ? "none can be made there" : String.valueOf(e.getMessage());
    }
}
