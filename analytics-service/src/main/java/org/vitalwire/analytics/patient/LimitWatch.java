package org.vitalwire.analytics.patient;

import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionMachine;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/** Holds one limit against a lane. */
final class LimitWatch {

    private final Limit limit;
    private final long abandonAfter;

    LimitWatch(Limit limit, long abandonAfter) {
        this.limit = limit;
        // A device that measures seldom has not gone silent between two measurements.
        this.abandonAfter = Math.max(abandonAfter, limit.rule().sparseGap());
    }

    void onReading(Lane lane, Reading reading, long at, Cause cause, Outcome outcome) {
        List<VitalSign> signs = limit.signs();
        for (int rank = 0; rank < signs.size(); rank++) {
            Optional<VitalValue> value = reading.value(signs.get(rank));
            if (value.isPresent() && value.get().isScorable()) {
                onValue(lane, value.get(), rank, at, cause, outcome);
                return;
            }
        }
    }

    private void onValue(
            Lane lane, VitalValue measured, int rank, long at, Cause cause, Outcome outcome) {
        ConditionState before = lane.limit(limit.condition());
        double value = measured.value();
        Sample sample =
                new Sample(
                        at,
                        limit.beyond(value, cause.scale()),
                        limit.insideFrom(value, cause.scale()),
                        rank,
                        limit.spotSigns().contains(measured.sign()),
                        value,
                        cause.fingerprint());
        ConditionState after = ConditionMachine.step(limit.rule(cause.scale()), before, sample);
        boolean isLate = after.lastAt() == before.lastAt();
        if (!isLate) {
            lane.setLimit(limit.condition(), after);
        }
        Optional<Announcement> said = after.last();
        boolean isNew = !said.equals(before.last());
        boolean isAgain = isLate && said.filter(last -> cause.madeBefore(last, at)).isPresent();
        if (said.isPresent() && (isNew || isAgain)) {
            outcome.add(finding(said.get(), measured.sign(), cause));
        }
    }

    /** Ends a finding of a sign that is not measured any more; its last value stays unknown. */
    void onSilence(Lane lane, long now, Cause cause, Outcome outcome) {
        ConditionState before = lane.limit(limit.condition());
        if (before.isOn() && now - before.lastAt() >= abandonAfter) {
            end(lane, before, before.lastAt() + abandonAfter, cause, outcome);
        }
    }

    /** Ends whatever is on, as there is nothing more to come in this lane. */
    void close(Lane lane, long at, Cause cause, Outcome outcome) {
        ConditionState before = lane.limit(limit.condition());
        if (before.isOn()) {
            end(lane, before, at, cause, outcome);
        }
    }

    private void end(Lane lane, ConditionState before, long at, Cause cause, Outcome outcome) {
        ConditionState after = ConditionMachine.abandon(before, at, cause.fingerprint());
        lane.setLimit(limit.condition(), after);
        VitalSign sign = limit.signs().get(Math.min(before.source(), limit.signs().size() - 1));
        after.last()
                .filter(last -> last.phase() == Phase.ENDED)
                .ifPresent(last ->
                        outcome.add(
                                cause.finding(
                                        limit.condition(),
                                        last,
                                        limit.steps(cause.scale()).get(depth(last) - 1).priority(),
                                        limit.title(),
                                        "not measured since "
                                                + EventTime.instant(last.since())
                                                + ", "
                                                + Limit.withUnit(sign, last.value())
                                                + " when last reported",
                                        List.of())));
    }

    private Finding finding(Announcement said, VitalSign sign, Cause cause) {
        int depth = depth(said);
        String detail =
                said.phase() == Phase.ENDED
                        ? limit.describeEnd(sign, said.value(), cause.scale())
                        : limit.describe(
                                sign, said.value(), depth, cause.scale(), said.at() - said.since());
        return cause.finding(
                limit.condition(),
                said,
                limit.steps(cause.scale()).get(depth - 1).priority(),
                limit.title(),
                detail,
                List.of(new Evidence(sign, said.value(), EventTime.instant(said.at()))));
    }

    /** A policy may have lost steps since it was said. */
    private int depth(Announcement said) {
        return Math.min(said.depth(), limit.steps().size());
    }
}
