package org.vitalwire.ingest.ledger;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;

/** Who is on a device. Answers from memory, so it may be asked for every packet. */
public interface DeviceOccupants {

    /** Empty while the device is on nobody. */
    Optional<AssociationPeriod> at(DeviceId device, Instant time);
}
