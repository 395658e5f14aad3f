package io.sweep4j.report;

import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.TrialState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The small things that recur in a page. */
final class HtmlParts {
    private HtmlParts() {}

    /** A state by colour and by name. */
    static void state(Html html, TrialState state) {
        html.element("span", state.name(), "class", "state " + state.name().toLowerCase(Locale.ROOT));
    }

    /** A cell with a measured number: as shown, in full on hover, flagged if it is not finite. */
    static void number(Html html, @Nullable Double number, String shown) {
        if (number == null) {
            html.element("td", "–", "class", "n none");
        } else if (Double.isFinite(number)) {
            String full = Numbers.full(number);
            html.element("td", shown, "class", "n", "title", full.equals(shown) ? null : full);
        } else {
            html.start("td", "class", "n");
            html.element("span", NumberKind.of(number).symbol(), "class", "nan").end();
        }
    }

    /** The codes of a trial's warnings, if it has any, each with its meaning on hover. */
    static void warnings(Html html, RankedTrial trial) {
        for (String code : trial.stored().warnings()) {
            String meaning = Wording.meaning(code);
            html.text(" ").element("span", code, "class", "warning", "title", meaning.isEmpty() ? null : meaning);
        }
    }

    /** The statements behind a figure or table, folded away. */
    static void sql(Html html, String... statements) {
        html.start("details", "class", "sql").element("summary", "SQL behind these numbers");
        for (String statement : statements) {
            html.start("pre", "tabindex", "0", "role", "region", "aria-label", "SQL");
            html.element("code", statement).end();
        }
        html.end();
    }
}
