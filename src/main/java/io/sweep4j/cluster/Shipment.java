package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.data.Digests;
import io.sweep4j.data.Split;
import io.sweep4j.sweep.SplitSizes;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A dataset on its way to processes that can't read it themselves, with a checksum of its content. Immutable. */
public final class Shipment implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int CHUNK = 1 << 14;

    private final String name;
    private final String fingerprint;
    private final int columns;
    private final int classes;
    private final float[][] features;
    private final int[][] labels;
    private final byte[] checksum;

    /** Shares the dataset's arrays. */
    public Shipment(Dataset data) {
        List<Split> splits = List.of(data.train(), data.validation(), data.test());
        this.name = data.info().name();
        this.fingerprint = data.info().fingerprint();
        this.columns = data.info().features();
        this.classes = data.info().classes();
        this.features = splits.stream().map(Split::features).toArray(float[][]::new);
        this.labels = splits.stream().map(Split::labels).toArray(int[][]::new);
        this.checksum = sum();
    }

    /** The dataset's. */
    String fingerprint() {
        return fingerprint;
    }

    /** The dataset; shares the arrays. {@link DatasetException} if the content is not what was sent. */
    public Dataset dataset() throws DatasetException {
        if (!Arrays.equals(checksum, sum())) {
            throw new DatasetException("the data came over the network with other content than was sent");
        }
        SplitSizes sizes = new SplitSizes(labels[0].length, labels[1].length, labels[2].length);
        Split[] splits = Stream.of(0, 1, 2)
                .map(i -> new Split(features[i], labels[i], columns))
                .toArray(Split[]::new);
        return new Dataset(
                new DatasetInfo(name, fingerprint, columns, classes, sizes), splits[0], splits[1], splits[2]);
    }

    private byte[] sum() {
        MessageDigest digest = Digests.sha256();
        digest.update((name + '\n' + fingerprint + '\n' + columns + '\n' + classes).getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Integer.BYTES);
        for (float[] values : features) {
            for (int from = 0; from < values.length; from += CHUNK) {
                bytes.clear().asFloatBuffer().put(values, from, Math.min(CHUNK, values.length - from));
                digest.update(bytes.limit(Math.min(CHUNK, values.length - from) * Float.BYTES));
            }
        }
        for (int[] values : labels) {
            for (int from = 0; from < values.length; from += CHUNK) {
                bytes.clear().asIntBuffer().put(values, from, Math.min(CHUNK, values.length - from));
                digest.update(bytes.limit(Math.min(CHUNK, values.length - from) * Integer.BYTES));
            }
        }
        return digest.digest();
    }
}
