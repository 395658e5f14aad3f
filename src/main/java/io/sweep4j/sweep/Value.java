package io.sweep4j.sweep;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One value of a parameter. Equality is by meaning, not by spelling: {@code 0.10} equals {@code 1e-1}. Immutable and
 * thread-safe.
 */
public sealed interface Value {

    /** The value as its author wrote it, for people. */
    String text();

    /** The one spelling shared by all equal values; content keys are made of it. */
    String canonical();

    /**
     * A finite real number.
     *
     * @param number never NaN or infinite; negative zero is kept as zero
     * @param text the spelling it came in
     */
    record Real(double number, String text) implements Value {
        public Real {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("not a finite number: " + text);
            }
            number = number + 0.0; // turns -0.0 into 0.0
        }

        /** A number in the shortest spelling that reads back as it: {@code 0.1}, {@code 1}, {@code 1e-5}. */
        public static Real of(double number) {
            BigDecimal shortest = BigDecimal.valueOf(number + 0.0).stripTrailingZeros();
            int leading = shortest.precision() - shortest.scale();
            return new Real(
                    number,
                    leading > -4 && leading <= 15
                            ? shortest.toPlainString()
                            : new BigDecimal(shortest.unscaledValue(), shortest.precision() - 1) + "e" + (leading - 1));
        }

        @Override
        public String canonical() {
            return Double.toString(number);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Real that && number == that.number;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(number);
        }
    }

    /** A whole number. */
    record Whole(long number) implements Value {
        @Override
        public String text() {
            return Long.toString(number);
        }

        @Override
        public String canonical() {
            return text();
        }
    }

    /** A text: a name out of a fixed choice such as an activation, a path, a column. */
    record Text(String text) implements Value {
        @Override
        public String canonical() {
            return text;
        }
    }

    /** True or false. */
    record Flag(boolean set) implements Value {
        @Override
        public String text() {
            return Boolean.toString(set);
        }

        @Override
        public String canonical() {
            return text();
        }
    }

    /** Widths of the hidden layers from input to output, empty for none; each at least 1. */
    record Widths(List<Integer> layers) implements Value {
        public Widths {
            layers = List.copyOf(layers);
        }

        @Override
        public String text() {
            return layers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public String canonical() {
            return text();
        }
    }
}
