package io.sweep4j.definition;

import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one value out of one node, or reports why it is none. What it reports starts with the label it is given. */
final class ValueReader {
    private static final int MOST_LAYERS = 100;
    private static final String TOO_LARGE = ", which is too large: training computes in float32, at most 3.4e38";

    private final Problems problems;

    ValueReader(Problems problems) {
        this.problems = problems;
    }

    /** A parameter's value, within its domain. */
    Optional<Value> value(Parameter parameter, Node node) {
        return value(Quote.of(parameter.yaml()), parameter, node);
    }

    /** A parameter's value that stands under a label of its own, such as an end of a range. */
    Optional<Value> value(String label, Parameter parameter, Node node) {
        // Java 17 has no switch over sealed types.
        Domain domain = parameter.domain();
        if (domain instanceof Domain.Reals reals) {
            return real(label, reals, node);
        }
        if (domain instanceof Domain.Wholes wholes) {
            return whole(label, wholes.low(), wholes.high(), wholes.expectation(), node);
        }
        if (domain instanceof Domain.Names names) {
            return name(label, parameter, names, node);
        }
        return domain instanceof Domain.Flags ? flag(label, node) : widths(label, node);
    }

    Optional<Value> real(String label, Domain.Reals domain, Node node) {
        String expectation = domain.expectation();
        Node.Scalar scalar = number(label, expectation, node);
        if (scalar == null) {
            return Optional.empty();
        }
        String text = scalar.text();
        double number = Double.parseDouble(text);
        // Training rounds to float32: 0.99999999 is 1 there, and 1e-60 is 0.
        boolean fits = domain.contains(number) && domain.contains((float) number);
        if (fits && !Numbers.vanishes(text)) {
            return Optional.of(new Value.Real(number, text));
        }
        if (Math.abs(number) > Float.MAX_VALUE) {
            return refuse(scalar, label, TOO_LARGE);
        }
        boolean rounds = Numbers.vanishes(text) || domain.contains(number);
        String rounded = rounds ? ", which float32 arithmetic rounds to " + (Math.abs(number) < 0.5 ? "0" : "1") : "";
        return refuse(scalar, label, rounded + ": expected " + expectation);
    }

    Optional<Value> whole(String label, long low, long high, String expectation, Node node) {
        Node.Scalar scalar = number(label, expectation, node);
        if (scalar == null) {
            return Optional.empty();
        }
        String text = scalar.text();
        if (!Numbers.isInteger(text)) {
            return refuse(
                    scalar,
                    label,
                    Numbers.wholeSpelling(text)
                            .map(whole -> ": write " + whole + ", a whole number takes no point or exponent")
                            .orElse(": expected " + expectation));
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(low)) < 0 || number.compareTo(BigInteger.valueOf(high)) > 0) {
            boolean unsaid = low == Long.MIN_VALUE || number.signum() > 0 && high == Integer.MAX_VALUE;
            return refuse(
                    scalar,
                    label,
                    ": expected " + (unsaid ? "a whole number from " + low + " to " + high : expectation));
        }
        return Optional.of(new Value.Whole(number.longValueExact()));
    }

    Optional<Value> flag(String label, Node node) {
        Node.Scalar scalar = scalar(label, "true or false", node);
        if (scalar == null) {
            return Optional.empty();
        }
        Optional<Boolean> set = switch (scalar.text()) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
        if (set.isPresent() && scalar.plain()) {
            return Optional.of(new Value.Flag(set.get()));
        }
        String meant = switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y", "1" -> ": write true";
            case "false", "no", "off", "n", "0" -> ": write false";
            default -> ": expected true or false";
        };
        return refuse(scalar, label, set.isPresent() ? meant + " without quotes" : meant);
    }

    /** A text that is not empty and fits on a line. */
    Optional<Value> text(String label, String expectation, Node node) {
        Node.Scalar scalar = scalar(label, expectation, node);
        if (scalar == null) {
            return Optional.empty();
        }
        boolean clean = scalar.text().codePoints().allMatch(c -> SourceText.printable(c) && c != '\n' && c != '\r');
        if (scalar.text().isBlank() || !clean) {
            return refuse(scalar, label, ": expected " + expectation);
        }
        return Optional.of(new Value.Text(scalar.text()));
    }

    /** The scalar that should stand there; null, and reported, if something else or nothing does. */
    Node.@Nullable Scalar scalar(String label, String expectation, Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return scalar;
        }
        problems.addUnexpected(label, expectation, node);
        return null;
    }

    /** Layer widths as one list; {@code [128, 64]}. */
    private Optional<Value> widths(String label, Node node) {
        if (!(node instanceof Node.Sequence list)) {
            Node.Scalar scalar = scalar(label, Parameter.HIDDEN.domain().expectation(), node);
            if (scalar == null) {
                return Optional.empty();
            }
            String width = scalar.text();
            return refuse(
                    scalar,
                    label,
                    Numbers.isInteger(width)
                            ? ": write [" + width + "] for one network with this layer, or [[" + width
                                    + "], …] for an axis"
                            : ": expected " + Parameter.HIDDEN.domain().expectation());
        }
        if (list.items().size() > MOST_LAYERS) {
            problems.add(list.mark(), label + " has more than " + MOST_LAYERS + " layers");
            return Optional.empty();
        }
        List<Integer> widths = new ArrayList<>();
        String expectation = "a layer width from 1 to " + Domain.WidthLists.MAX_WIDTH;
        for (Node item : list.items()) {
            whole(label, 1, Domain.WidthLists.MAX_WIDTH, expectation, item)
                    .ifPresent(width -> widths.add((int) ((Value.Whole) width).number()));
        }
        return widths.size() == list.items().size() ? Optional.of(new Value.Widths(widths)) : Optional.empty();
    }

    private Optional<Value> name(String label, Parameter parameter, Domain.Names domain, Node node) {
        Node.Scalar scalar = scalar(label, domain.expectation(), node);
        if (scalar == null) {
            return Optional.empty();
        }
        String text = scalar.text();
        String name = domain.short_().getOrDefault(text, text);
        if (domain.names().contains(name)) {
            return Optional.of(new Value.Text(name));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String reason = domain.refused().get(lower);
        if (reason != null) {
            return refuse(scalar, label, ": " + reason);
        }
        List<String> known = new ArrayList<>(domain.names());
        known.addAll(domain.short_().keySet());
        if (known.contains(lower)) {
            return refuse(scalar, label, ": write it in lower case, '" + lower + "'");
        }
        Optional<String> elsewhere = Aliases.value(parameter, text);
        return refuse(
                scalar,
                label,
                elsewhere.isPresent()
                        ? ", did you mean '" + elsewhere.get() + "'?"
                        : Spelling.hint(text, known, ": expected " + domain.expectation()));
    }

    /** A plain scalar that is a finite number in an undisputed spelling; null, and reported, otherwise. */
    private Node.@Nullable Scalar number(String label, String expectation, Node node) {
        Node.Scalar scalar = scalar(label, expectation, node);
        if (scalar == null) {
            return null;
        }
        boolean number = Numbers.isReal(scalar.text());
        if (number && scalar.plain() && Double.isFinite(Double.parseDouble(scalar.text()))) {
            return scalar;
        }
        if (number && !scalar.plain()) {
            refuse(scalar, label, " in quotes, which make it a text: remove the quotes");
        } else {
            refuse(scalar, label, number ? TOO_LARGE : Numbers.complaint(scalar.text(), expectation));
        }
        return null;
    }

    private Optional<Value> refuse(Node.Scalar scalar, String label, String why) {
        problems.add(scalar.mark(), label + " cannot be " + Quote.of(scalar.text()) + why);
        return Optional.empty();
    }

    /** The spelling of a computed number. */
    static Value.Real spelled(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean plain = shortest.signum() == 0 || Math.abs(shortest.precision() - shortest.scale()) <= 7;
        String text = plain
                ? shortest.toPlainString()
                : shortest.toString().replace("E+", "e").replace('E', 'e');
        return new Value.Real(Double.parseDouble(text), text);
    }
}
