package io.sweep4j.sweep;

/** Samples in each split of a dataset; validation and test may be 0. */
public record SplitSizes(int train, int validation, int test) {}
