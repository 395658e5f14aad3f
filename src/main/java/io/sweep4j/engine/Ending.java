package io.sweep4j.engine;

import java.time.Duration;

/** How a trial's training ended. */
public sealed interface Ending {

    /** All epochs trained, everything finite. */
    record Completed() implements Ending {}

    /** Something went non-finite, whether training went on after it or not. */
    record Diverged(Detection detection) implements Ending {}

    /** An error ended it. */
    record Failed(Throwable error) implements Ending {}

    /** It trained longer than it may; what is recorded ends with its last whole epoch. */
    record TimedOut(Duration timeout) implements Ending {}

    /** It was asked to stop before its last epoch. */
    record Cancelled() implements Ending {}
}
