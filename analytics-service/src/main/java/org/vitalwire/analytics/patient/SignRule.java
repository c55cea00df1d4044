package org.vitalwire.analytics.patient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.vitals.VitalSign;

/** A rule on one sign, or on those that can stand for it. */
interface SignRule extends Rule {

    /** The preferred first. */
    List<VitalSign> signs();

    /**
     * Looks at a value that counts.
     *
     * @param rank of its sign among {@link #signs}
     */
    void onValue(Lane lane, int rank, double value, Measurement from, int scale, Announcements out);

    /** The sign whose value was looked at last. */
    default VitalSign measured(Lane lane) {
        @Nullable ConditionState state = lane.condition(condition());
        int rank = state == null ? 0 : Math.min(state.source(), signs().size() - 1);
        return signs().get(rank);
    }

    @Override
    default Explanation explainSilence(Lane lane, Announcement said, int scale) {
        return new Explanation(
                "not measured since "
                        + EventTime.instant(said.since())
                        + ", "
                        + Texts.value(measured(lane), said.value())
                        + " when last reported",
                List.of());
    }
}
