package io.sweep4j.data;

import java.util.stream.IntStream;

/** Images and their labels, matched. Immutable. */
record IdxSamples(IdxFile images, IdxFile labels) {

    static IdxSamples of(IdxFile images, IdxFile labels) throws DatasetException {
        if (images.items() != labels.items()) {
            throw new DatasetException(images.path() + " holds " + images.items() + " images, but " + labels.path()
                    + " holds " + labels.items() + " labels: they do not belong together");
        }
        return new IdxSamples(images, labels);
    }

    int count() {
        return labels.items();
    }

    /** Pixels in an image. */
    int features() {
        return images.itemSize();
    }

    int largestLabel() {
        return IntStream.range(0, count()).map(labels::value).max().orElse(0);
    }

    /** Consecutive samples, pixels as x/255. */
    Split split(int from, int rows) {
        int columns = features();
        float[] features = new float[rows * columns];
        for (int i = 0; i < features.length; i++) {
            features[i] = images.value(from * columns + i) / 255f;
        }
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = labels.value(from + i);
        }
        return new Split(features, classes, columns);
    }
}
