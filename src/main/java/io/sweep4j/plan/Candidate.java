package io.sweep4j.plan;

import io.sweep4j.sweep.Configuration;

/**
 * A trial of the plan, before it has been given a number.
 *
 * @param repeat from 1
 * @param key content key: 64 hexadecimal digits
 */
public record Candidate(int repeat, Configuration configuration, String key) {}
