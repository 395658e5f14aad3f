package io.sweep4j.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request: refuses what {@link Guard} objects to, and finds who answers the rest.
 *
 * <pre>
 * GET  /                                 the page
 * GET  /assets/FILE                      what it loads
 * GET  /events                           each new list of sweeps, as server-sent events
 * GET  /api/sweeps                       the list of sweeps
 * GET  /api/sweeps/NAME                  a sweep without its trials and figures
 * GET  /api/sweeps/NAME/figures          what its figures draw
 * GET  /api/sweeps/NAME/trials           a page of its trials: page, rows, sort, down, filter, state
 * GET  /api/sweeps/NAME/trials/N         all of a trial
 * GET  /api/sweeps/NAME/report/FORMAT    a report to keep; needs the token
 * POST /api/query                        the answer to the SQL that is the body; needs the token; format=csv for a file
 * </pre>
 */
final class Routes implements HttpHandler {
    /** Styles within elements are what the chart library places its tooltips with. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final Guard guard;
    private final EventStream events;
    private final SweepAnswers sweeps;
    private final QueryBox queries;
    private final Assets assets = new Assets();

    Routes(Guard guard, EventStream events, SweepAnswers sweeps, QueryBox queries) {
        this.guard = guard;
        this.events = events;
        this.sweeps = sweeps;
        this.queries = queries;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        Answer answer;
        try {
            Request request = Request.of(exchange);
            Optional<String> objection = guard.objection(
                    exchange.getRequestHeaders(), request.segments().isEmpty());
            if (objection.isEmpty() && request.method().equals("GET") && request.isAt("events")) {
                events.start(exchange);
                return;
            }
            answer = objection.isPresent() ? Answer.refused(403, objection.get()) : answer(request, exchange);
        } catch (BusyException e) {
            answer = Answer.refused(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            answer = Answer.refused(400, "this address can't be read");
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("{} could not be answered", exchange.getRequestURI().getPath(), e);
            answer = Answer.refused(500, "this failed; what --debug prints says where");
        }
        try (exchange) {
            answer.send(exchange);
        } catch (IOException e) {
            LOG.debug("the answer was not waited for", e);
        }
    }

    private Answer answer(Request request, HttpExchange exchange) throws IOException {
        if (request.isAt("api", "query")) {
            return request.method().equals("POST") ? query(request, exchange) : notAllowed("POST");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return notAllowed("GET");
        }
        if (request.isAt()) {
            return assets.page();
        }
        Optional<Answer> found = switch (request.segment(0)) {
            case "assets" -> request.segments().size() == 2 ? assets.file(request.segment(1)) : Optional.empty();
            case "api" -> sweeps.answer(request, trusted(request, exchange));
            default -> Optional.empty();
        };
        return found.orElseGet(() -> Answer.refused(404, "there is nothing at this address"));
    }

    private static Answer notAllowed(String method) {
        Answer refused = Answer.refused(405, "only " + method + " is answered here");
        return new Answer(refused.status(), refused.type(), refused.body(), Map.of("Allow", method));
    }

    private boolean trusted(Request request, HttpExchange exchange) {
        return guard.trusts(exchange.getRequestHeaders(), request.parameter("token"));
    }

    private Answer query(Request request, HttpExchange exchange) throws IOException {
        if (!trusted(request, exchange)) {
            return SweepAnswers.needsToken();
        }
        int most = QueryBox.MOST_CHARACTERS * 4; // bytes in UTF-8
        byte[] body = exchange.getRequestBody().readNBytes(most + 1);
        if (body.length > most) {
            return Answer.refused(413, "a query has at most " + QueryBox.MOST_CHARACTERS + " characters");
        }
        String sql = new String(body, StandardCharsets.UTF_8);
        return request.parameter("format").equals(Optional.of("csv")) ? queries.download(sql) : queries.show(sql);
    }
}
