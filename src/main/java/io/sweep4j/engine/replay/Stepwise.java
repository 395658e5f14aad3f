package io.sweep4j.engine.replay;

/** The training of one trial, one iteration after the other. For one thread. */
public interface Stepwise extends AutoCloseable {

    /** Updates made since the trial's start, which is also the number of the latest iteration. */
    long done();

    /** The epoch, from 1, of the latest update. */
    int epoch();

    /** Makes one update. */
    void next();

    /** Makes one update and tells all there is to see. */
    ObservedIteration observe();

    /** Mean loss over the latest batch, before its update and without penalties; NaN and infinities included. */
    double cost();

    /** Gives back what memory the training holds. */
    @Override
    void close();
}
