package io.sweep4j.dashboard;

import io.sweep4j.report.ReportFormat;
import io.sweep4j.report.ReportFormats;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.report.TrialData;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.TrialState;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is told of sweeps, below {@code /api/sweeps}; {@link Routes} lists the addresses. Thread-safe. */
final class SweepAnswers {
    private static final int USUAL_ROWS = 50;

    private final Feed feed;
    private final Downloads downloads = new Downloads();

    SweepAnswers(Feed feed) {
        this.feed = feed;
    }

    static Answer needsToken() {
        return Answer.refused(
                403, "this needs the token in the address that sweep4j printed: open the dashboard at that address");
    }

    /**
     * The answer; empty if there is nothing at that address.
     *
     * @param trusted whether the request may ask for more than reading
     */
    Optional<Answer> answer(Request request, boolean trusted) {
        if (!request.segment(1).equals("sweeps") || request.segments().size() > 5) {
            return Optional.empty();
        }
        if (request.isAt("api", "sweeps")) {
            return Optional.of(Answer.json(json -> BoardJson.write(json, feed.board())));
        }
        String name = request.segment(2);
        Board board = feed.board(name);
        Optional<Board.Line> line = board.line(name);
        Optional<SweepBoard> detail = board.detail(name);
        if (line.isEmpty() || detail.isEmpty()) {
            return Optional.of(Answer.refused(404, "there is no sweep '" + name + "' in this database"));
        }
        SweepComparison sweep = detail.get().sweep();
        long version = detail.get().version();
        String more = request.segment(4);
        return switch (request.segment(3)) {
            case "" -> Optional.of(Answer.json(json -> SweepJson.sweep(json, version, line.get(), sweep)));
            case "figures" ->
                more.isEmpty() ? Optional.of(Answer.json(detail.get().figures())) : Optional.empty();
            case "trials" ->
                more.isEmpty() ? Optional.of(table(request, version, sweep)) : Optional.of(trial(detail.get(), more));
            case "report" ->
                ReportFormats.named(more).map(format -> trusted ? report(name, detail.get(), format) : needsToken());
            default -> Optional.empty();
        };
    }

    private static Answer table(Request request, long version, SweepComparison sweep) {
        TrialTable.Page page = TrialTable.page(
                sweep,
                new TrialTable.Wish(
                        request.parameter("sort").orElse("rank"),
                        request.parameter("down").equals(Optional.of("true")),
                        request.parameter("filter").orElse(""),
                        request.parameter("state").flatMap(SweepAnswers::state).orElse(null),
                        request.whole("page", 0, Integer.MAX_VALUE, 0),
                        request.whole("rows", 1, TrialTable.MOST_ROWS, USUAL_ROWS)));
        return Answer.json(json -> SweepJson.page(json, version, sweep, page));
    }

    private static Optional<TrialState> state(String name) {
        return Stream.of(TrialState.values())
                .filter(state -> state.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static Answer trial(SweepBoard board, String number) {
        Optional<StoredTrial> trial =
                number.matches("[1-9][0-9]{0,17}") ? board.trial(Long.parseLong(number)) : Optional.empty();
        return trial.map(found -> Answer.json(json -> TrialData.write(json, board.sweep(), found)))
                .orElseGet(() -> Answer.refused(404, "there is no trial " + number + " in this sweep"));
    }

    private Answer report(String name, SweepBoard board, ReportFormat format) {
        return downloads.of(name, board.comparison(), format);
    }
}
