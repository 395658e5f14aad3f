package io.sweep4j.report;

import io.sweep4j.sweep.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The curves that a page can draw: all of them, unless that would be more points than a page should carry.
 *
 * @param curves in rank order
 * @param leftOut trials that have a curve and are not among them
 * @param thinned whether some curves are drawn with fewer points than they have
 */
public record DrawnCurves(List<TrialCurve> curves, int leftOut, boolean thinned) {
    /** Points of a curve at most. */
    public static final int MOST_POINTS = 300;
    /** Curves at most, if they have as many points as that; shorter ones may be more. */
    public static final int MOST_CURVES = 200;

    public DrawnCurves {
        curves = List.copyOf(curves);
    }

    /** Of too many chooses the best, the worst and the diverged, a third each; what one group leaves free goes to the best. */
    static DrawnCurves of(List<TrialCurve> all) {
        long points = all.stream()
                .mapToLong(curve -> Math.min(MOST_POINTS, curve.epochs().size()))
                .sum();
        boolean few = all.size() <= MOST_CURVES || points <= (long) MOST_CURVES * MOST_POINTS;
        List<TrialCurve> chosen = few ? all : choose(all);
        List<TrialCurve> thin = chosen.stream().map(DrawnCurves::thin).toList();
        boolean thinned = false;
        for (int i = 0; i < thin.size(); i++) {
            thinned |= thin.get(i).epochs().size() < chosen.get(i).epochs().size();
        }
        return new DrawnCurves(thin, all.size() - chosen.size(), thinned);
    }

    private static List<TrialCurve> choose(List<TrialCurve> all) {
        int share = MOST_CURVES / 3;
        Map<Integer, TrialCurve> chosen = new TreeMap<>(Comparator.naturalOrder());
        int diverged = 0;
        int worst = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            boolean finite = all.get(i).trial().stored().divergence() == null;
            if (finite ? worst++ < share : diverged++ < share) {
                chosen.put(i, all.get(i));
            }
        }
        for (int i = 0; i < all.size() && chosen.size() < MOST_CURVES; i++) {
            chosen.put(i, all.get(i));
        }
        return List.copyOf(chosen.values());
    }

    /** The epochs of one trial that are drawn; without a best one among them for a trial that is not ranked. */
    static List<Observation> thin(Optional<RankedTrial> trial, List<Observation> epochs) {
        return trial.map(ranked -> thin(new TrialCurve(ranked, epochs)).epochs())
                .orElse(epochs);
    }

    /** Keeps evenly spaced epochs, and beside them those that matter: the best and the two around the divergence. */
    private static TrialCurve thin(TrialCurve curve) {
        List<Observation> epochs = curve.epochs();
        if (epochs.size() <= MOST_POINTS) {
            return curve;
        }
        TreeSet<Integer> kept = new TreeSet<>();
        int even = MOST_POINTS - 3;
        for (int i = 0; i < even; i++) {
            kept.add((int) ((long) i * (epochs.size() - 1) / (even - 1)));
        }
        Integer bestEpoch = curve.trial().bestEpoch();
        boolean before = true;
        for (int i = 0; i < epochs.size(); i++) {
            if (bestEpoch != null && epochs.get(i).epoch() == bestEpoch) {
                kept.add(i);
            }
            if (before && epochs.get(i).diverged()) {
                kept.add(i);
                kept.add(Math.max(0, i - 1));
                before = false;
            }
        }
        List<Observation> thin = new ArrayList<>(kept.size());
        kept.forEach(i -> thin.add(epochs.get(i)));
        return new TrialCurve(curve.trial(), thin);
    }
}
