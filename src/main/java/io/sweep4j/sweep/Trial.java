package io.sweep4j.sweep;

/**
 * One combination of values to be trained: what is to be tried, nothing about how it went.
 *
 * @param number from 1, given once within a sweep
 * @param repeat from 1
 * @param key content key: 64 hexadecimal digits, equal for equal trainings
 * @param semantics version of the training semantics that the key was made with, from 1
 */
public record Trial(long number, int repeat, String key, int semantics, Configuration configuration) {}
