package org.vitalwire.simulator.replay;

import java.time.Instant;
import org.vitalwire.simulator.device.DeliveryCounts;
import org.vitalwire.simulator.recording.Recording;

/** What became of one recording. */
record ReplayResult(
        Recording recording,
        String deviceId,
        String patientId,
        Instant from,
        Instant to,
        DeliveryCounts delivery,
        PlatformCounts platform,
        boolean settled) {

    /** Every reading acknowledged is a row, and every reading was acknowledged. */
    boolean isComplete() {
        return delivery.sent() == recording.rows().size()
                && delivery.acknowledged() + delivery.refusedInAll() == delivery.sent()
                && platform.rows() == delivery.acknowledged();
    }
}
