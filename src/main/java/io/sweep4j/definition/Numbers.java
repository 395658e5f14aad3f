package io.sweep4j.definition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers as YAML 1.2 spells them, and says what to write for the spellings that YAML readers disagree about. */
final class Numbers {
    /** Enough for every double written out in full, small enough to compute with. */
    private static final int LONGEST = 1_000;

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern REAL =
            Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern LEADING_ZERO = Pattern.compile("([-+]?)0+([0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?)");
    private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0(x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)");
    private static final Pattern UNDERSCORES = Pattern.compile("[-+]?[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9]+(:[0-5]?[0-9])+(\\.[0-9]*)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("([-+]?[0-9]+),([0-9]+)");
    private static final Pattern PERCENT = Pattern.compile("[-+]?[0-9]{1,9}(\\.[0-9]{1,9})? ?%");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.?(nan|inf|infinity)");

    private Numbers() {}

    static boolean isInteger(String text) {
        return text.length() <= LONGEST && INTEGER.matcher(text).matches();
    }

    static boolean isReal(String text) {
        return text.length() <= LONGEST && REAL.matcher(text).matches();
    }

    /** Whether a text is a number that is spelled in a way that YAML readers disagree about. */
    static boolean isOddNumber(String text) {
        return oddity(text).isPresent();
    }

    /** The exact number behind a text that {@link #isReal} and whose double is finite. */
    static BigDecimal exact(String text) {
        // A zero may come with an exponent that would make sums gigantic.
        return Double.parseDouble(text) == 0 ? BigDecimal.ZERO : new BigDecimal(text);
    }

    /** Whether a number other than zero is so small that it becomes zero as a double. */
    static boolean vanishes(String text) {
        String significand = text.split("[eE]", 2)[0];
        return Double.parseDouble(text) == 0 && significand.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    /** The plain spelling of a number with a point or an exponent that is whole after all. */
    static Optional<String> wholeSpelling(String text) {
        double number = Double.parseDouble(text);
        if (!(Math.abs(number) < 1e18)) {
            return Optional.empty();
        }
        BigDecimal exact = exact(text);
        return exact.stripTrailingZeros().scale() <= 0
                ? Optional.of(exact.toBigInteger().toString())
                : Optional.empty();
    }

    /**
     * Why a text is no number, as the end of a sentence that starts with it.
     *
     * @param expectation what should stand there
     */
    static String complaint(String text, String expectation) {
        if (text.length() > LONGEST) {
            return ": a number has at most " + LONGEST + " characters";
        }
        if (NOT_FINITE.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
            return ", which is not finite: expected " + expectation;
        }
        return oddity(text).orElse(": expected " + expectation);
    }

    private static Optional<String> oddity(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = text.replace("_", "");
        if (BASE_60.matcher(text).matches()) {
            return Optional.of(
                    ", which some YAML readers take for base 60: write " + base60(text) + " if that is meant");
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return Optional.of(": write " + decimal(plain) + ", numbers are decimal");
        }
        var zero = LEADING_ZERO.matcher(plain);
        if (zero.matches()) {
            return Optional.of(", whose leading zero some YAML readers take for octal: write "
                    + zero.group(1).replace("+", "") + zero.group(2));
        }
        if (text.contains("_") && UNDERSCORES.matcher(text).matches()) {
            return Optional.of(": write " + plain + " without '_'");
        }
        var comma = DECIMAL_COMMA.matcher(text);
        if (comma.matches()) {
            String point = comma.group(1) + "." + comma.group(2);
            boolean thousands = comma.group(2).length() == 3;
            return Optional.of(": write " + (thousands ? comma.group(1) + comma.group(2) + " or " : "") + point
                    + ", a number takes no comma");
        }
        if (PERCENT.matcher(text).matches()) {
            BigDecimal share =
                    new BigDecimal(text.replaceAll("[ %]", "")).movePointLeft(2).stripTrailingZeros();
            return Optional.of(": write " + share.toPlainString());
        }
        return Optional.empty();
    }

    private static BigInteger decimal(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = text.replaceFirst("^[-+]", "");
        int base = switch (unsigned.charAt(1)) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
        };
        BigInteger number = unsigned.length() == 2 ? BigInteger.ZERO : new BigInteger(unsigned.substring(2), base);
        return negative ? number.negate() : number;
    }

    private static String base60(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = text.replaceFirst("^[-+]", "");
        BigDecimal number = BigDecimal.ZERO;
        for (String digits : unsigned.split(":")) {
            number = number.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(digits));
        }
        return (negative ? number.negate() : number).toPlainString();
    }
}
