package io.sweep4j.data;

import io.sweep4j.sweep.SplitSizes;

/**
 * What is known of a dataset without training on it.
 *
 * @param name as in the sweep file
 * @param fingerprint 64 hexadecimal digits: equal for equal content, split and scaling
 * @param features numbers in a sample, at least 1
 * @param classes at least 2
 */
public record DatasetInfo(String name, String fingerprint, int features, int classes, SplitSizes sizes) {}
