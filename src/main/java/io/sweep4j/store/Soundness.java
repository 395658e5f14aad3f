package io.sweep4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Judges a database file before H2 opens it to write. H2 makes the best of a damaged file: it takes one whose content it
 * can't make out for a new one, falls back to older content where the newest is gone, and shortens the file meanwhile.
 * Here nothing is ever written.
 *
 * <p>H2's own reader judges the head and the newest chunk. Then every chunk in use is read in full, and each of its pages
 * must bear its check value. What stands within a page has no checksum.
 */
final class Soundness {
    private enum Verdict {
        SOUND,
        DAMAGED,
        /** Of a format that only a later H2 can read. */
        NEWER
    }

    private static final int BLOCK = 4_096;
    /** Both copies of the head. */
    private static final int HEADS = 2 * BLOCK;

    private static final byte[] CHUNK_HEADER = "chunk:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST_CHUNK_HEADER = 1_024;
    /** Bytes read at once: most chunks are small, and a read for each of them takes longer than all the rest. */
    private static final int WINDOW = 1 << 20;
    /** Length and check value, which every page begins with. */
    private static final int PAGE_HEADER = 6;

    private final FileChannel file;
    private final Map<Integer, Map<String, String>> listed;
    private final long newest;
    private final Set<Integer> seen = new HashSet<>();
    private boolean newestSeen;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    private Soundness(FileChannel file, Map<Integer, Map<String, String>> listed, long newest) {
        this.file = file;
        this.listed = listed;
        this.newest = newest;
    }

    /**
     * Lets a sound file pass, one that is not there too.
     *
     * @param file a file that this process does not have open
     * @param shownAs what to call it in messages
     * @throws DamagedException if it is damaged
     * @throws StoreException if it is of a newer format, or can't be read
     */
    static void check(Path file, String shownAs) {
        try {
            Verdict verdict = Files.exists(file) ? of(file) : Verdict.SOUND;
            if (verdict == Verdict.DAMAGED) {
                throw new DamagedException(shownAs, null);
            } else if (verdict == Verdict.NEWER) {
                throw new StoreException(
                        shownAs + ": the file is of a newer H2 than this Sweep4j has; use the version that wrote it, or"
                                + " another --db");
            }
        } catch (IOException e) {
            throw new StoreException(
                    shownAs + ": can't read " + file.getFileName() + " (" + DatabaseFile.reason(e) + ")", e);
        }
    }

    /**
     * Judges a file that this process does not have open; an empty one is sound, and so is one that another process has
     * open, because it can't be judged.
     *
     * @throws IOException if the file can't be read
     */
    private static Verdict of(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return Verdict.SOUND;
        }
        if (size < HEADS) {
            return Verdict.DAMAGED;
        }
        MVStore store;
        try {
            store = new MVStore.Builder()
                    .fileName(file.toString())
                    .readOnly()
                    .cacheSize(1)
                    .open();
        } catch (MVStoreException e) {
            return switch (e.getErrorCode()) {
                case DataUtils.ERROR_FILE_LOCKED -> Verdict.SOUND;
                case DataUtils.ERROR_UNSUPPORTED_FORMAT -> Verdict.NEWER;
                default -> Verdict.DAMAGED;
            };
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return Verdict.DAMAGED; // nonsense that H2's reader took for lengths and positions
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return of(store, channel, size) ? Verdict.SOUND : Verdict.DAMAGED;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return Verdict.DAMAGED;
        } finally {
            store.closeImmediately();
        }
    }

    private static boolean of(MVStore store, FileChannel channel, long size) throws IOException {
        Map<String, Object> head = store.getStoreHeader();
        long newest = store.getFileStore().lastChunkVersion();
        if (newest == 0) {
            return size == HEADS && !head.containsKey("chunk"); // made and never written to
        }
        // A database that was closed says in its head what its newest chunk is.
        boolean closed = head.get("clean") instanceof Number clean && clean.intValue() != 0;
        if (closed && !(head.get("version") instanceof Number version && version.longValue() == newest)) {
            return false;
        }
        Map<Integer, Map<String, String>> listed = new HashMap<>();
        for (Map.Entry<String, String> entry : store.getLayoutMap().entrySet()) {
            if (entry.getKey().startsWith("chunk.")) {
                Map<String, String> chunk = DataUtils.parseMap(entry.getValue());
                if (hex(chunk, "livePages", 1) > 0) {
                    listed.put((int) hex(chunk, "chunk", -1), chunk);
                }
            }
        }
        return new Soundness(channel, listed, newest).wholeTo(size);
    }

    private boolean wholeTo(long size) throws IOException {
        for (long block = HEADS / BLOCK; block * BLOCK < size; ) {
            Map<String, String> chunk = header(block);
            int length = chunk == null ? 0 : inUse(chunk, block);
            if (chunk != null && length > 0 && !whole(block, length, chunk)) {
                return false;
            }
            block += Math.max(1, length);
        }
        return newestSeen && seen.containsAll(listed.keySet());
    }

    /** The chunk's length in blocks; 0 for what an old chunk has left behind. */
    private int inUse(Map<String, String> header, long block) {
        int id = (int) hex(header, "chunk", -1);
        long version = hex(header, "version", -1);
        Map<String, String> current = listed.get(id);
        if (current != null && hex(current, "block", -1) == block) {
            seen.add(id);
            return (int) hex(current, "len", 1);
        }
        if (version == newest) {
            newestSeen = true;
            return (int) hex(header, "len", 1);
        }
        return 0;
    }

    private @Nullable Map<String, String> header(long block) throws IOException {
        ByteBuffer start = read(block * BLOCK, LONGEST_CHUNK_HEADER);
        int named = CHUNK_HEADER.length;
        if (start.limit() < named || !start.slice(0, named).equals(ByteBuffer.wrap(CHUNK_HEADER))) {
            return null;
        }
        String text = StandardCharsets.ISO_8859_1.decode(start).toString();
        int end = text.indexOf('\n');
        try {
            return end > 0 ? DataUtils.parseMap(text.substring(0, end).strip()) : null;
        } catch (MVStoreException e) {
            return null;
        }
    }

    private boolean whole(long block, int length, Map<String, String> header) throws IOException {
        ByteBuffer chunk = read(block * BLOCK, length * BLOCK);
        int id = (int) hex(header, "chunk", -1);
        int contents = (int) hex(header, "toc", 0);
        int pages = (int) hex(header, "pages", 0);
        if (chunk.limit() < length * BLOCK) {
            return false;
        }
        for (int page = 0; page < pages; page++) {
            int offset = DataUtils.getPageOffset(chunk.getLong(contents + page * Long.BYTES));
            int bytes = chunk.getInt(offset);
            int check = DataUtils.getCheckValue(id) ^ DataUtils.getCheckValue(offset) ^ DataUtils.getCheckValue(bytes);
            boolean fits = bytes >= PAGE_HEADER && bytes <= contents - offset;
            if (!fits || chunk.getShort(offset + Integer.BYTES) != (short) check) {
                return false;
            }
        }
        return true;
    }

    /** Up to so many bytes, fewer at the file's end; good until the next call. */
    private ByteBuffer read(long position, int bytes) throws IOException {
        if (position < windowStart || position + bytes > windowStart + window.limit()) {
            window = window.capacity() < bytes ? ByteBuffer.allocate(Math.max(bytes, WINDOW)) : window.clear();
            windowStart = position;
            while (window.hasRemaining() && file.read(window, position + window.position()) >= 0) {
                continue;
            }
            window.flip();
        }
        int from = (int) (position - windowStart);
        return window.slice(from, Math.min(bytes, window.limit() - from));
    }

    private static long hex(Map<String, String> map, String key, long missing) {
        String digits = map.get(key);
        return digits == null ? missing : Long.parseUnsignedLong(digits, 16);
    }
}
