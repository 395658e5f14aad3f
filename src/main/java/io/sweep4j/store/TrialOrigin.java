package io.sweep4j.store;

/**
 * Where results that a trial reuses were trained. The sweep may have been deleted since.
 *
 * @param trial its number there
 */
public record TrialOrigin(String sweep, long trial) {
    @Override
    public String toString() {
        return sweep + " trial " + trial;
    }
}
