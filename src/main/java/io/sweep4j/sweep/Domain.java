package io.sweep4j.sweep;

import java.util.List;
import java.util.Map;

/** The values that a parameter may take. */
public sealed interface Domain {

    /** What to write there, as part of a sentence: "a number from 0 up to but not including 1". */
    String expectation();

    /** Real numbers between two bounds that also fit the float32 arithmetic of training. */
    record Reals(double low, boolean lowIncluded, double high, boolean highIncluded) implements Domain {

        /** True when the number is finite and within the bounds. */
        public boolean contains(double number) {
            boolean aboveLow = lowIncluded ? number >= low : number > low;
            boolean belowHigh = highIncluded ? number <= high : number < high;
            return aboveLow && belowHigh;
        }

        @Override
        public String expectation() {
            if (low == -Float.MAX_VALUE) {
                return "a finite number (float32: at most 3.4e38)";
            }
            if (high == Float.MAX_VALUE) {
                return (lowIncluded ? "a number of at least " : "a number above ") + plain(low);
            }
            return "a number from " + plain(low) + (highIncluded ? " to " : " up to but not including ") + plain(high);
        }

        private static String plain(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
    }

    /** Whole numbers between two included bounds. */
    record Wholes(long low, long high) implements Domain {
        @Override
        public String expectation() {
            return low == Long.MIN_VALUE
                    ? "a whole number"
                    : "a whole number from " + low + (high == Integer.MAX_VALUE ? " on" : " to " + high);
        }
    }

    /**
     * Names out of a list.
     *
     * @param names the accepted spellings, lower case
     * @param short_ further spellings, each with the accepted name it stands for
     * @param refused names that exist in DL4J but do not work here, each with the reason
     * @param alike accepted names that train exactly as another accepted name does
     */
    record Names(List<String> names, Map<String, String> short_, Map<String, String> refused, Map<String, String> alike)
            implements Domain {

        /** The name under which equal trainings meet. */
        public String canonical(String name) {
            return alike.getOrDefault(name, name);
        }

        @Override
        public String expectation() {
            return names.size() <= 12
                    ? "one of " + String.join(", ", names)
                    : "one of " + names.size() + " names: " + String.join(", ", names);
        }
    }

    /** True or false. */
    record Flags() implements Domain {
        @Override
        public String expectation() {
            return "true or false";
        }
    }

    /** A list of layer widths. */
    record WidthLists() implements Domain {
        /** The widest layer that can be asked for. */
        public static final int MAX_WIDTH = 1_000_000;

        @Override
        public String expectation() {
            return "a list of layer widths such as [128, 64], or [] for none";
        }
    }
}
