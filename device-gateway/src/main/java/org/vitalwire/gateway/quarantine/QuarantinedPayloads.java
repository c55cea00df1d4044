package org.vitalwire.gateway.quarantine;

import java.time.Instant;
import org.vitalwire.contracts.id.DeviceId;

/** The quarantine, to those who must clear it. */
public final class QuarantinedPayloads {

    private final RejectionStore store;

    QuarantinedPayloads(RejectionStore store) {
        this.store = store;
    }

    /**
     * Forgets what the device sent from then (inclusive) to then (exclusive), by the time of
     * receipt.
     *
     * @return how many went
     */
    public int forget(DeviceId device, Instant from, Instant to) {
        return store.forget(device, from, to);
    }
}
