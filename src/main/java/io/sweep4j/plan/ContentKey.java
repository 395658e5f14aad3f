package io.sweep4j.plan;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.OnDivergence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two trainings the same: parameters, seed, data, what happens on divergence, and how training is done. */
public final class ContentKey {
    /** To be raised whenever a change makes the same configuration train differently. */
    public static final int TRAINING_SEMANTICS = 2;

    private ContentKey() {}

    /** SHA-256 in 64 hexadecimal digits, of the training as it is done now. */
    public static String of(Configuration configuration, OnDivergence onDivergence, String dataFingerprint) {
        return of(configuration, onDivergence, dataFingerprint, TRAINING_SEMANTICS);
    }

    /** The key that a version of the training semantics gives. */
    static String of(Configuration configuration, OnDivergence onDivergence, String dataFingerprint, int semantics) {
        String text = "training=" + semantics + "\ndata=" + dataFingerprint + "\non_divergence=" + onDivergence.yaml()
                + "\n" + configuration.canonicalText();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
