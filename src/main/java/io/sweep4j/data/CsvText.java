package io.sweep4j.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The text of a CSV file.
 *
 * @param path as the user wrote it
 * @param text without byte order mark
 * @param sha256 of the file's bytes
 */
record CsvText(Path path, String text, String sha256) {
    private static final long MOST_BYTES = 1L << 30;

    /**
     * Reads a file.
     *
     * @throws DatasetException if it is missing, empty, too large, or not text in UTF-8
     */
    static CsvText read(Path path) throws DatasetException {
        byte[] bytes = bytes(path);
        if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
            throw new DatasetException(path + ": the file is in UTF-16; save it as UTF-8");
        }
        MessageDigest digest = Digests.sha256();
        digest.update(bytes);
        String text = decode(path, bytes);
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (body.isBlank()) {
            throw new DatasetException(path + ": the file is empty");
        }
        CsvText csv = new CsvText(path, body, Digests.hex(digest));
        int nul = body.indexOf('\0');
        if (nul >= 0) {
            throw new DatasetException(path + ":" + csv.lineAt(nul) + ": a NUL character; this is not a text file");
        }
        return csv;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static byte[] bytes(Path path) throws DatasetException {
        try {
            DatasetFiles.checkRegular(path);
            long size = Files.size(path);
            if (size > MOST_BYTES) {
                throw new DatasetException(
                        path + ": " + size + " bytes; a CSV file may have " + MOST_BYTES + " at most");
            }
            Memory.checkText(path.toString(), size);
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new DatasetException(path + ": there is no such file", e);
        } catch (IOException e) {
            throw new DatasetException(path + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static String decode(Path path, byte[] bytes) throws DatasetException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new DatasetException(
                    path + ":" + line(text, text.length()) + ": a byte that is not UTF-8 text; save the file as UTF-8");
        }
        return text;
    }

    /** The line, from 1, of a position in the text. */
    long lineAt(long position) {
        return line(text, Math.toIntExact(Math.min(position, text.length())));
    }

    /** The line, from 1, of the first character from a position on that does not end a line. */
    long firstLineFrom(long position) {
        int start = Math.toIntExact(Math.min(position, text.length()));
        while (start < text.length() && (text.charAt(start) == '\n' || text.charAt(start) == '\r')) {
            start++;
        }
        return line(text, start);
    }

    private static long line(String text, int end) {
        long line = 1;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean halfOfCrLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !halfOfCrLf)) {
                line++;
            }
        }
        return line;
    }
}
