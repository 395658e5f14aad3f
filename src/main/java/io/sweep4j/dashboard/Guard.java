package io.sweep4j.dashboard;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask for what. Only this machine reaches the port; this keeps out the pages of other servers, which a browser on this
 * machine may be showing, and lets only those who know the token do more than read. Immutable.
 */
final class Guard {
    /** Every browser sends it, and no page can change it: {@code same-origin}, {@code none}, {@code same-site}, {@code cross-site}. */
    private static final String SITE = "Sec-Fetch-Site";

    /** The token of a request that does more than reading. */
    static final String TOKEN = "X-Sweep4j-Token";

    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final int TOKEN_BYTES = 24;
    private static final int HTTP = 80;

    private final Set<String> hosts;
    private final String token;

    /** @param port the one that is listened to */
    Guard(int port, String token) {
        this.hosts = Set.copyOf(NAMES.stream()
                .flatMap(name ->
                        port == HTTP ? List.of(name, name + ":" + HTTP).stream() : List.of(name + ":" + port).stream())
                .toList());
        this.token = token;
    }

    /** A token that nobody guesses, of characters that may stand in an address. */
    static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Why a request is refused, if it is.
     *
     * @param page whether it is for the page itself, to which any other page may link
     */
    Optional<String> objection(Headers headers, boolean page) {
        // A name that an attacker makes point to this machine comes with that name.
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.get(0).toLowerCase(Locale.ROOT))) {
            return Optional.of("this server answers to localhost and 127.0.0.1 with its port, and to no other name");
        }
        String site = headers.getFirst(SITE);
        if (!page && site != null && !site.equals("same-origin") && !site.equals("none")) {
            return Optional.of("this server answers its own page, and no other");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null
                && hosts.stream()
                        .noneMatch(own -> origin.toLowerCase(Locale.ROOT).equals("http://" + own))) {
            return Optional.of("this server answers its own page, and no other");
        }
        return Optional.empty();
    }

    /** Whether a request brings the token, as a header or in its address. */
    boolean trusts(Headers headers, Optional<String> inAddress) {
        String given =
                Optional.ofNullable(headers.getFirst(TOKEN)).or(() -> inAddress).orElse("");
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
