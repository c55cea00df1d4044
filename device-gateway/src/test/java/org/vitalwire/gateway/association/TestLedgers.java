package org.vitalwire.gateway.association;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/** Ledgers for tests. */
public final class TestLedgers {

    private TestLedgers() {}

    public static AssociationLedger of(DeviceId device, AssociationPeriod... periods) {
        return new AssociationLedger(List.of(new AssociationHistory(device, List.of(periods))));
    }

    public static AssociationLedger of(List<AssociationHistory> histories) {
        return new AssociationLedger(histories);
    }

    public static AssociationPeriod period(String patient, Instant from, @Nullable Instant to) {
        return new AssociationPeriod(
                patient + from,
                new PatientId(patient),
                Optional.of("bed-1"),
                from,
                Optional.ofNullable(to),
                "test");
    }
}
