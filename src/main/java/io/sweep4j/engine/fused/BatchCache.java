package io.sweep4j.engine.fused;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Epochs that several panels train on, made once while there is room; those not used for longest make room for others.
 * Thread-safe.
 */
final class BatchCache {
    private record Key(BatchOrder order, int epoch) {}

    private final Samples samples;
    private final int[] labels;
    private final long most;
    private final Map<Key, EpochBatches> epochs = new LinkedHashMap<>(16, 0.75f, true);

    /** @param bytes room there is; one epoch is kept in any case */
    BatchCache(Samples samples, int[] labels, long bytes) {
        this.samples = samples;
        this.labels = labels;
        this.most = Math.max(1, bytes / Math.max(1, samples.bytesOfEpoch()));
    }

    /** @param epoch from 1 */
    synchronized EpochBatches epoch(BatchOrder order, int epoch) {
        Key key = new Key(order, order.same(epoch));
        EpochBatches batches = epochs.get(key);
        if (batches == null) {
            if (epochs.size() >= most) {
                epochs.remove(epochs.keySet().iterator().next());
            }
            batches = new EpochBatches(samples, labels, order, key.epoch);
            epochs.put(key, batches);
        }
        return batches;
    }
}
