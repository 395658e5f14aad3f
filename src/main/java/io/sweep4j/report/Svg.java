package io.sweep4j.report;

import java.util.Locale;

/** Builds a small picture that stands by itself: readable on light and dark pages, without script, font or link. */
final class Svg {
    private static final String STYLE = """
            .sheet { fill: #ffffff; } .ink { fill: #17212b; } .soft { fill: #55626f; } .rule { stroke: #dde3e9; }
            .one { stroke: #0067a8; fill: #0067a8; } .two { stroke: #b35c00; fill: #b35c00; } .three { stroke: #00785a; fill: #00785a; }
            .rest { stroke: #8693a0; fill: #8693a0; } .bad { stroke: #c4161c; fill: #c4161c; }
            @media (prefers-color-scheme: dark) {
              .sheet { fill: #151c24; } .ink { fill: #e4eaf0; } .soft { fill: #9dabb8; } .rule { stroke: #2a3541; }
              .one { stroke: #5ab4f0; fill: #5ab4f0; } .two { stroke: #f2a93b; fill: #f2a93b; } .three { stroke: #33c79c; fill: #33c79c; }
              .rest { stroke: #75828f; fill: #75828f; } .bad { stroke: #ff7b7b; fill: #ff7b7b; }
            }
            .dead { fill: #c4161c; fill-opacity: 0.1; stroke: #c4161c; stroke-dasharray: 4 3; } .void { fill: none; stroke: #8693a0; stroke-dasharray: 4 3; }
            text { font: 12px system-ui, sans-serif; stroke: none !important; } .title { font-weight: 600; } .small { font-size: 10px; }
            polyline { fill: none !important; stroke-width: 2; stroke-linejoin: round; } .band { stroke: none; opacity: 0.18; } .cross { stroke-width: 2; }
            """;

    private final Html svg = new Html();

    /**
     * Starts a picture.
     *
     * @param title what it shows, in one sentence, for those who can't see it
     */
    Svg(int width, int height, String title) {
        svg.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "width",
                String.valueOf(width),
                "height",
                String.valueOf(height),
                "role",
                "img",
                "aria-label",
                title);
        svg.element("title", title).element("style", STYLE);
        svg.start("rect", "class", "sheet", "width", "100%", "height", "100%", "rx", "6")
                .end();
    }

    /** Text that begins, is centred, or ends at a point; the anchor is SVG's word for which. */
    Svg text(double x, double y, String anchor, String classes, String text) {
        svg.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor, "class", classes);
        return this;
    }

    /** Shapes along a path of SVG's commands. */
    Svg path(String classes, String path) {
        svg.start("path", "class", classes, "d", path).end();
        return this;
    }

    /** A line through points of the form {@code x,y x,y …}. */
    Svg line(String classes, String points) {
        svg.start("polyline", "class", classes, "points", points).end();
        return this;
    }

    /** A rectangle in a colour of the page's. */
    Svg cell(double x, double y, double width, double height, String classes) {
        return cell(x, y, width, height, "class", classes);
    }

    /** A rectangle in a colour of its own. */
    Svg filled(double x, double y, double width, double height, String fill) {
        return cell(x, y, width, height, "fill", fill);
    }

    private Svg cell(double x, double y, double width, double height, String attribute, String value) {
        svg.start(
                        "rect",
                        "x",
                        number(x),
                        "y",
                        number(y),
                        "width",
                        number(width),
                        "height",
                        number(height),
                        "rx",
                        "2",
                        attribute,
                        value)
                .end();
        return this;
    }

    /** Text around a point in a colour of its own. */
    Svg inked(double x, double y, String classes, String fill, String text) {
        svg.element(
                "text", text, "x", number(x), "y", number(y), "text-anchor", "middle", "class", classes, "fill", fill);
        return this;
    }

    /** A diagonal cross around a point. */
    Svg cross(double x, double y, double reach) {
        String size = number(2 * reach);
        return path(
                "bad cross",
                "M" + number(x - reach) + " " + number(y - reach) + "l" + size + " " + size + "m0 -" + size + "l-"
                        + size + " " + size);
    }

    /** A coordinate to a tenth. */
    static String number(double coordinate) {
        String text = String.format(Locale.ROOT, "%.1f", coordinate);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    String finish() {
        return svg.end().finish() + "\n";
    }
}
