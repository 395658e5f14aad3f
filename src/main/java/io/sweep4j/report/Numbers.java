package io.sweep4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the same in every locale. */
final class Numbers {
    private Numbers() {}

    /** All digits a double has; {@code NaN}, {@code Infinity} and {@code -Infinity} by name. */
    static String full(double number) {
        return Double.toString(number);
    }

    /** At most so many significant digits, for people: {@code 0.00012346}, {@code 1.2346e-7}, {@code 12346}. */
    static String compact(double number, int digits) {
        return Double.isFinite(number) ? compact(BigDecimal.valueOf(number), digits) : full(number);
    }

    /** Likewise. Digits before the decimal point are kept, up to fifteen. */
    static String compact(BigDecimal number, int digits) {
        if (number.signum() == 0) {
            return "0";
        }
        int before = number.precision() - number.scale();
        boolean plain = before > -4 && before <= 15;
        MathContext precision = new MathContext(plain ? Math.max(digits, before) : digits, RoundingMode.HALF_EVEN);
        BigDecimal rounded = number.round(precision).stripTrailingZeros();
        if (plain) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A length of time to about three digits: {@code 0.42 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String duration(double seconds) {
        if (!(seconds >= 60)) {
            return compact(seconds, 3) + " s";
        }
        long whole = Math.round(seconds);
        long minutes = whole / 60;
        if (minutes < 60) {
            return minutes + " min " + whole % 60 + " s";
        }
        return minutes / 60 + " h " + minutes % 60 + " min";
    }
}
