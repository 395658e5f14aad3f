package io.sweep4j.data;

import io.sweep4j.sweep.SplitSizes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Builds a dataset's fingerprint out of everything that decides its content. Not thread-safe. */
final class Fingerprint {
    private final StringBuilder text = new StringBuilder();

    /** @param recipe how the rest becomes a dataset; equal content made in another way needs another name */
    Fingerprint(String recipe) {
        text.append(recipe).append('\n');
    }

    Fingerprint add(String what, Object value) {
        text.append(what).append('=').append(value).append('\n');
        return this;
    }

    Fingerprint add(SplitSizes sizes) {
        return add("train", sizes.train()).add("validation", sizes.validation()).add("test", sizes.test());
    }

    /** 64 hexadecimal digits. */
    String hex() {
        MessageDigest digest = Digests.sha256();
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Digests.hex(digest);
    }
}
