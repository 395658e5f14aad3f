package io.sweep4j.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of a published dataset and the checksum it is known by.
 *
 * @param name the gzipped file's name; unpacked, it goes without {@code .gz}
 * @param items images or labels in it
 * @param checksum what the hash is of
 * @param hash lower-case hexadecimal
 */
record PublishedFile(String name, IdxFile.Kind kind, int items, Checksum checksum, String hash) {
    /** Pixels in a row and in a column. */
    static final int SIDE = 28;

    static final int CLASSES = 10;

    /** What publishers give checksums of. */
    enum Checksum {
        /** SHA-256 of the unpacked content: covers packed and plain files. */
        SHA256_OF_CONTENT,
        /** MD5 of the .gz: a plain file can only be checked for its structure. */
        MD5_OF_GZ
    }

    /** The name of the unpacked file. */
    String plainName() {
        return name.substring(0, name.length() - ".gz".length());
    }

    /**
     * Reads and checks the file.
     *
     * @throws DatasetException if it is missing, cut, or not what was published
     */
    IdxFile read(Path path) throws DatasetException {
        int side = kind == IdxFile.Kind.IMAGES ? SIDE : 1;
        int itemSize = side * side;
        IdxFile file = IdxFile.read(path, kind, items * itemSize);
        if (file.items() != items || file.rows() != side || file.columns() != side) {
            throw new DatasetException(path + ": not the published " + plainName() + ": it holds " + file.items()
                    + " items of " + file.rows() + "×" + file.columns() + " instead of " + items);
        }
        String found = found(file);
        if (!found.equals(hash)) {
            throw new DatasetException(path + ": not the published " + plainName() + ": its checksum is " + found
                    + ", expected " + hash + "; remove it or replace it by the published file");
        }
        return file;
    }

    private String found(IdxFile file) throws DatasetException {
        if (checksum == Checksum.SHA256_OF_CONTENT) {
            return file.sha256();
        }
        if (!file.gzipped()) {
            return hash;
        }
        try {
            return Digests.md5(file.path());
        } catch (IOException e) {
            throw new DatasetException(file.path() + ": can't be read: " + e.getMessage(), e);
        }
    }
}
