package io.sweep4j.data;

import io.sweep4j.sweep.DatasetOption;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Classes out of labels: sorted by number where all labels are numbers (1 and 1.0 are one class), else by text. */
final class CsvClasses {
    /** More are taken for a mistake: a column of measurements or identifiers. */
    private static final int MOST_CLASSES = 10_000;

    private final Map<String, Integer> numbers;
    private final int count;

    private CsvClasses(Map<String, Integer> numbers, int count) {
        this.numbers = numbers;
        this.count = count;
    }

    /**
     * Numbers the classes.
     *
     * @throws DatasetOptionException if there are fewer than two, or far too many
     */
    static CsvClasses of(List<String> labels) throws DatasetOptionException {
        Set<String> distinct = new HashSet<>(labels);
        if (distinct.size() > MOST_CLASSES) {
            throw new DatasetOptionException(
                    DatasetOption.LABEL,
                    "label: the column holds " + distinct.size() + " different values in " + labels.size()
                            + " rows, and there may be " + MOST_CLASSES + " classes at most; is it the right column?");
        }
        Map<String, Integer> sorted = new TreeMap<>(order(distinct));
        distinct.forEach(label -> sorted.put(label, 0));
        int count = 0;
        for (Map.Entry<String, Integer> entry : sorted.entrySet()) {
            entry.setValue(count++);
        }
        if (count < 2) {
            throw new DatasetOptionException(
                    DatasetOption.LABEL,
                    "label: every row has the class " + CsvNumber.shown(labels.get(0))
                            + ", and at least two classes are needed; is it the right column?");
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String label : distinct) {
            numbers.put(label, sorted.getOrDefault(label, 0));
        }
        return new CsvClasses(numbers, count);
    }

    private static Comparator<String> order(Collection<String> labels) {
        return labels.stream().allMatch(CsvClasses::isNumber)
                ? Comparator.comparing(BigDecimal::new)
                : Comparator.naturalOrder();
    }

    private static boolean isNumber(String label) {
        try {
            return new BigDecimal(label).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** At least 2. */
    int count() {
        return count;
    }

    /** The class of a label that was among those numbered. */
    int number(String label) {
        return numbers.getOrDefault(label, 0);
    }
}
