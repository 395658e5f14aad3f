package io.sweep4j.store;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows of sweeps to values. */
final class SweepRows {
    static final String SELECT = "SELECT S.NAME, S.DESCRIPTION, S.METRIC, S.GOAL, S.AXES, V.STATE, V.TRIALS,"
            + " V.CREATED_AT, V.FINISHED_AT, V.DEFINITION, V.PROVENANCE"
            + " FROM SWEEP4J.SWEEP S JOIN PUBLIC.SWEEPS V ON V.SWEEP = S.NAME";

    private SweepRows() {}

    static StoredSweep read(ResultSet row) throws SQLException {
        String axes = row.getString("AXES");
        OffsetDateTime finishedAt = row.getObject("FINISHED_AT", OffsetDateTime.class);
        return new StoredSweep(
                row.getString("NAME"),
                row.getString("DESCRIPTION"),
                new Metric(
                        Metric.Name.named(row.getString("METRIC")).orElseThrow(),
                        Metric.Goal.valueOf(row.getString("GOAL").toUpperCase(Locale.ROOT))),
                axes.isEmpty()
                        ? List.of()
                        : Stream.of(axes.split(","))
                                .map(axis -> Parameter.named(axis).orElseThrow())
                                .toList(),
                row.getString("STATE"),
                row.getLong("TRIALS"),
                row.getObject("CREATED_AT", OffsetDateTime.class).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getString("DEFINITION"),
                Objects.requireNonNullElse(row.getString("PROVENANCE"), "{}"));
    }
}
