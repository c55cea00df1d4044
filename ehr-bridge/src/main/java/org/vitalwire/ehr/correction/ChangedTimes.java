package org.vitalwire.ehr.correction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.PatientId;

/** When a device was on somebody else than it was said to be before. Pure. */
final class ChangedTimes {

    private ChangedTimes() {}

    /**
     * @param before empty: nothing was heard of the device
     * @param until when the new history was told: what is measured later is attributed by it, or by
     *     a newer one, when it comes in, and needs no correction
     */
    static List<Interval> between(
            Optional<AssociationHistory> before, AssociationHistory after, Instant until) {
        AssociationHistory earlier =
                before.orElseGet(() -> new AssociationHistory(after.deviceId(), List.of()));
        TreeSet<Instant> bounds = new TreeSet<>();
        addBounds(bounds, earlier);
        addBounds(bounds, after);
        bounds.removeIf(bound -> !bound.isBefore(until));
        bounds.add(until);
        List<Interval> changed = new ArrayList<>();
        Instant start = bounds.first();
        for (Instant end : bounds.tailSet(start, false)) {
            if (!patient(earlier, start).equals(patient(after, start))) {
                if (!changed.isEmpty() && changed.getLast().to().equals(start)) {
                    start = changed.removeLast().from();
                }
                changed.add(new Interval(start, end));
            }
            start = end;
        }
        return changed;
    }

    private static void addBounds(Set<Instant> bounds, AssociationHistory history) {
        history.periods()
                .forEach(period -> {
                    bounds.add(period.from());
                    period.to().ifPresent(bounds::add);
                });
    }

    private static Optional<PatientId> patient(AssociationHistory history, Instant at) {
        return history.at(at).map(AssociationPeriod::patientId);
    }
}
