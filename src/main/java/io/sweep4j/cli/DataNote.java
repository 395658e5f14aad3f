package io.sweep4j.cli;

import io.sweep4j.execution.Provenance;
import io.sweep4j.execution.Standing;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.SweepStore;
import java.util.Optional;

/** Says why nothing that was trained counts any more: a trial is one on its data, and these are others. */
final class DataNote {
    private DataNote() {}

    /** @param standing where the file's plan stands */
    static Optional<String> of(SweepStore store, SweepFile file, Standing standing) {
        String name = file.plan().sweep().name();
        if (standing.orphans().isEmpty() || !standing.recorded().isEmpty()) {
            return Optional.empty();
        }
        return store.sweep(name)
                .map(StoredSweep::provenance)
                .flatMap(Provenance::fingerprint)
                .filter(recorded -> !recorded.equals(file.data().fingerprint()))
                .map(recorded -> "note: the data of " + name
                        + " changed since its last run (the contents, or the options of 'dataset'): no trial of then"
                        + " counts now");
    }
}
