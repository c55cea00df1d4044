package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;

/** Everyone a device was ever on. The periods do not overlap and stand in the order of time. */
public record AssociationHistory(DeviceId deviceId, List<AssociationPeriod> periods) {

    public AssociationHistory {
        periods = periods.stream().sorted(Comparator.comparing(AssociationPeriod::from)).toList();
        for (int i = 1; i < periods.size(); i++) {
            Optional<Instant> end = periods.get(i - 1).to();
            if (end.isEmpty() || end.get().isAfter(periods.get(i).from())) {
                throw new IllegalArgumentException("a device cannot be on two patients at once");
            }
        }
    }

    /** Whom the device was on at that time: searched from the newest, where nearly all fall. */
    public Optional<AssociationPeriod> at(Instant measured) {
        for (int i = periods.size() - 1; i >= 0; i--) {
            if (periods.get(i).contains(measured)) {
                return Optional.of(periods.get(i));
            }
        }
        return Optional.empty();
    }
}
