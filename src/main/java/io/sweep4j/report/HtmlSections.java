package io.sweep4j.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frame of what a page says about one sweep: sections, tables, figures, links to trials. */
final class HtmlSections {
    private final Html html;
    private final String id;
    private final boolean nested;
    private final Map<String, String> contents = new LinkedHashMap<>();

    /**
     * @param id the sweep's, unique within the page
     * @param nested whether the page has a heading above this sweep's
     */
    HtmlSections(Html html, String id, boolean nested) {
        this.html = html;
        this.id = id;
        this.nested = nested;
    }

    /** Opens a section. */
    void start(String name, String title) {
        html.start("section", "aria-labelledby", id + "-" + name);
        html.element(nested ? "h3" : "h2", title, "id", id + "-" + name);
        contents.put(id + "-" + name, title);
    }

    /** The titles of all sections so far, by the id of the heading, in their order. */
    Map<String, String> contents() {
        return Collections.unmodifiableMap(contents);
    }

    /** Opens a place where the sections within stand side by side if there is room. */
    void pair() {
        html.start("div", "class", "pair");
    }

    void endPair() {
        html.end();
    }

    void note(String text) {
        html.element("p", text, "class", "note");
    }

    /** Closes a section under the statements that give its numbers. */
    void end(String... statements) {
        HtmlParts.sql(html, statements);
        html.end();
    }

    /**
     * An empty place that the page's script fills; without scripts it says why it is empty.
     *
     * @param description what a picture shows, for those who don't see it; null for what is no picture
     */
    void figure(String kind, @Nullable String description, String size) {
        html.start("figure").start("div", "class", "tools", "data-tools", kind).end();
        html.start(
                "div",
                "class",
                "plot " + size,
                "data-figure",
                kind,
                "role",
                description == null ? null : "img",
                "aria-label",
                description);
        html.element("p", "This figure needs scripts; its numbers are in the tables.", "class", "note")
                .end();
        html.element("figcaption", "", "class", "note", "data-caption", kind).end();
    }

    /** A table within a region that scrolls by itself, one that is long at a limited height. */
    void table(String label, int rows) {
        String scroll = rows > HtmlRanking.MOST_UNFOLDED ? "scroll long" : "scroll";
        html.start("div", "class", scroll, "tabindex", "0", "role", "region", "aria-label", label);
        html.start("table");
    }

    /** Likewise, with one line of headings; null ones are left out. */
    void table(String label, int rows, @Nullable String... headings) {
        table(label, rows);
        html.start("thead").start("tr");
        for (String heading : headings) {
            if (heading != null) {
                boolean number = heading.equals("Trial") || heading.equals("Trials");
                html.element("th", heading, "scope", "col", "class", number ? "n" : null);
            }
        }
        html.end().end().start("tbody");
    }

    /** Closes a table's body, the table and its region. */
    void endTable() {
        html.end().end().end();
    }

    /** A link to the trial's row in the ranking. */
    void link(RankedTrial trial) {
        link(trial, String.valueOf(trial.number()));
    }

    void link(RankedTrial trial, String text) {
        html.element("a", text, "href", "#" + id + "-t" + trial.number());
    }
}
