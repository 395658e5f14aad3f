package io.sweep4j.engine.replay;

/** The training of one trial, set back some iterations, that can be trained again bit for bit. For one thread. */
public interface Rewound {

    /** Updates made since the trial's start, which is also the number of the latest iteration. */
    long done();

    /** The epoch, from 1, of the latest update. */
    int epoch();

    /** Makes one update. */
    void next();

    /** Makes one update and tells all there is to see. */
    ObservedIteration observe();
}
