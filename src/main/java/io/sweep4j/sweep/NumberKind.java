package io.sweep4j.sweep;

/** Whether a floating-point number is finite and, if not, what it is. */
public enum NumberKind {
    FINITE("finite", "finite"),
    NAN("nan", "NaN"),
    POSITIVE_INFINITY("+inf", "+∞"),
    NEGATIVE_INFINITY("-inf", "−∞");

    private final String label;
    private final String symbol;

    NumberKind(String label, String symbol) {
        this.label = label;
        this.symbol = symbol;
    }

    /** As people write it: {@code NaN}, {@code +∞} or {@code −∞}; {@code finite} for the rest. */
    public String symbol() {
        return symbol;
    }

    /** The name in tables: {@code finite}, {@code nan}, {@code +inf} or {@code -inf}. */
    public String label() {
        return label;
    }

    public static NumberKind of(double number) {
        if (Double.isNaN(number)) {
            return NAN;
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        return FINITE;
    }

    /** The kind of that label; {@link IllegalArgumentException} if there is none. */
    public static NumberKind labelled(String label) {
        for (NumberKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of number: " + label);
    }
}
