package io.sweep4j.cluster;

import java.io.Serializable;

/**
 * What a process of a cluster needs to come and train one batch.
 *
 * @param host where the run receives it
 * @param token 32 hexadecimal digits; it is good for one visit
 */
public record Ticket(String host, int port, String token) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
