package org.vitalwire.ehr.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;

/**
 * A minute of a device, divided among those whom the device was on. Pure.
 *
 * @param own what belongs to whom it was charted for; empty where nothing does
 * @param others what belongs to others, by the history
 * @param complete whether all is own
 */
record Attribution(Optional<ChartEntry> own, List<ChartEntry> others, boolean complete) {

    /**
     * What the history gives to nobody is nobody's; unless it has never heard of the patient: then
     * the patient was forgotten, and the hospital's record is not to be changed by that.
     *
     * @param survivor records that were merged are one person, to whom it belongs either way
     */
    static Attribution of(
            ChartEntry entry, AssociationHistory history, UnaryOperator<PatientId> survivor) {
        if (!(entry.facts() instanceof ChartFacts.Measured(MinuteSamples samples))) {
            return new Attribution(Optional.of(entry), List.of(), true);
        }
        PatientId charted = entry.key().patientId();
        PatientId person = survivor.apply(charted);
        boolean known =
                history.periods().stream().anyMatch(period -> isOf(period, person, survivor));
        MinuteSamples own =
                samples.only(time ->
                        history.at(time)
                                .map(period -> isOf(period, person, survivor))
                                .orElse(!known));
        if (own.size() == samples.size()) {
            return new Attribution(Optional.of(entry), List.of(), true);
        }
        Set<PatientId> others =
                samples.times().stream()
                        .flatMap(time -> history.at(time).stream())
                        .filter(period -> !isOf(period, person, survivor))
                        .map(AssociationPeriod::patientId)
                        .collect(Collectors.toSet());
        List<ChartEntry> moved = new ArrayList<>();
        for (PatientId other : others) {
            MinuteSamples theirs =
                    samples.only(time ->
                            history.at(time)
                                    .map(period -> period.patientId().equals(other))
                                    .orElse(false));
            moved.add(with(entry, other, theirs));
        }
        return new Attribution(
                own.size() == 0 ? Optional.empty() : Optional.of(with(entry, charted, own)),
                moved,
                false);
    }

    /** All that belongs to somebody. */
    Stream<ChartEntry> all() {
        return Stream.concat(own.stream(), others.stream());
    }

    private static boolean isOf(
            AssociationPeriod period, PatientId person, UnaryOperator<PatientId> survivor) {
        return survivor.apply(period.patientId()).equals(person);
    }

    private static ChartEntry with(ChartEntry entry, PatientId patient, MinuteSamples samples) {
        ChartKey key = entry.key();
        return new ChartEntry(
                new ChartKey(patient, key.deviceId(), key.item(), key.minute()),
                new ChartFacts.Measured(samples),
                entry.synthetic(),
                entry.retrospective());
    }
}
