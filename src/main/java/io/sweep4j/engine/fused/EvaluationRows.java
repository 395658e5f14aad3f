package io.sweep4j.engine.fused;

import io.sweep4j.engine.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The samples of a split in file order, some of which go through a panel at once. Shared read-only. */
record EvaluationRows(List<Chunk> chunks) {
    /** Samples that go through a panel at once. */
    static final int CHUNK = 128;

    /** Some samples with their classes. */
    @SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose
    private record Chunk(Batch batch, int[] labels) {}

    static EvaluationRows of(Samples samples, int[] labels) {
        int[] order = new int[samples.rows()];
        Arrays.setAll(order, row -> row);
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < order.length; from += CHUNK) {
            int to = Math.min(order.length, from + CHUNK);
            chunks.add(new Chunk(samples.batch(order, from, to - from), Arrays.copyOfRange(labels, from, to)));
        }
        return new EvaluationRows(chunks);
    }

    /** One evaluation for each trial of the panel. */
    List<Evaluation> evaluate(Panel panel, int classes) {
        int trials = panel.weights().trials();
        List<Evaluation.Tally> tallies =
                Stream.generate(Evaluation.Tally::new).limit(trials).toList();
        for (Chunk chunk : chunks) {
            float[] outputs = panel.outputs(chunk.batch);
            for (int row = 0; row < chunk.labels.length; row++) {
                for (int trial = 0; trial < trials; trial++) {
                    tallies.get(trial).add(outputs, row * panel.stride() + trial, trials, classes, chunk.labels[row]);
                }
            }
        }
        return tallies.stream().map(Evaluation.Tally::evaluation).toList();
    }
}
