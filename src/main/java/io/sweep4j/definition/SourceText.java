package io.sweep4j.definition;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text of a sweep file, known to be clean, and the way from a place in it to line and column. Immutable. */
final class SourceText {
    /** The largest file in bytes; the largest text in characters. */
    static final int LARGEST = 1 << 20;

    private static final char BOM = '\uFEFF';

    private final String source;
    private final String text;
    /** Indices, in code points, of the first character of each line. */
    private final List<Integer> lines;

    private SourceText(String source, String text) {
        this.source = source;
        this.text = text;
        this.lines = lineStarts(text);
    }

    /** Decodes a file; empty, with the reason among the problems, if it is too large, not UTF-8 or not text. */
    static Optional<SourceText> decode(String source, byte[] bytes, Problems problems) {
        if (bytes.length > LARGEST) {
            return tooLarge(source, problems);
        }
        Optional<String> other = otherEncoding(bytes);
        if (other.isPresent()) {
            problems.add(Mark.inFile(source, 1, 1), "the file is " + other.get() + ": save it as UTF-8");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = withoutBom(out.flip().toString());
        if (result.isError()) {
            int wrong = Byte.toUnsignedInt(bytes[in.position()]);
            problems.add(
                    new SourceText(source, text).mark(text.codePointCount(0, text.length())),
                    "the byte 0x" + Integer.toHexString(wrong).toUpperCase(Locale.ROOT)
                            + " here is not UTF-8: save the file as UTF-8");
            return Optional.empty();
        }
        return check(source, text, problems);
    }

    /** Takes a text that is decoded already; empty, with the reason among the problems, if it is not clean. */
    static Optional<SourceText> check(String source, String given, Problems problems) {
        if (given.length() > LARGEST) {
            return tooLarge(source, problems);
        }
        SourceText text = new SourceText(source, withoutBom(given));
        int[] codePoints = text.text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (!printable(codePoints[i])) {
                problems.add(
                        text.mark(i), "the character " + Quote.name(codePoints[i]) + " cannot stand here: delete it");
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    /**
     * Whether a character may stand in a sweep file or a message. Line breaks that only YAML knows may not, nor what
     * makes a text look other than it is.
     */
    static boolean printable(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
        boolean breaksLine = c == 0x2028 || c == 0x2029;
        boolean reorders = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !breaksLine && !reorders && !surrogate && c != BOM && c != 0xFFFE && c != 0xFFFF;
    }

    String text() {
        return text;
    }

    /** The place of the character at an index counted in code points. */
    Mark mark(int index) {
        int found = Collections.binarySearch(lines, index);
        int line = found >= 0 ? found : -found - 2;
        return Mark.inFile(source, line + 1, index - lines.get(line) + 1);
    }

    private static Optional<SourceText> tooLarge(String source, Problems problems) {
        problems.add(Mark.inFile(source, 1, 1), "the file is too large: a sweep file has at most 1 MiB");
        return Optional.empty();
    }

    private static String withoutBom(String text) {
        return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
    }

    /** Names the encoding of bytes that are plainly not UTF-8: by their mark, or by the zeros of ASCII made wide. */
    private static Optional<String> otherEncoding(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        }
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        boolean wide = bytes.length >= 4
                && (first == 0 && second == 0 || (first | second) != 0 && bytes[2] == 0 && bytes[3] == 0);
        if (wide) {
            return Optional.of("UTF-32");
        }
        boolean marked = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        return marked || first == 0 ^ second == 0 ? Optional.of("UTF-16") : Optional.empty();
    }

    private static List<Integer> lineStarts(String text) {
        int[] codePoints = text.codePoints().toArray();
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < codePoints.length; i++) {
            boolean half = codePoints[i] == '\r' && i + 1 < codePoints.length && codePoints[i + 1] == '\n';
            if (codePoints[i] == '\n' || codePoints[i] == '\r' && !half) {
                starts.add(i + 1);
            }
        }
        return starts;
    }
}
