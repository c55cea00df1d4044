package org.vitalwire.analytics.patient;

import java.util.List;
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
}
