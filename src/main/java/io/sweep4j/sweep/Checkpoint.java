package io.sweep4j.sweep;

/**
 * What a trial's training can go on from after an epoch, in its engine's own words.
 *
 * @param epoch the last one trained, from 1
 * @param state not copied: nobody may change it
 */
public record Checkpoint(int epoch, byte[] state) {}
