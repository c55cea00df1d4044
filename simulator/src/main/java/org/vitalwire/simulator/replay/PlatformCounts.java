package org.vitalwire.simulator.replay;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.vitalwire.simulator.platform.StoredRows;
import org.vitalwire.simulator.platform.VitalwireApiException;
import org.vitalwire.simulator.platform.VitalwireClient;

/**
 * What the platform says it has of a device and its patient. A count that a part of the platform
 * refuses to give is unknown, not zero.
 */
record PlatformCounts(
        long rows,
        long values,
        OptionalLong findings,
        OptionalLong alerts,
        OptionalLong observations) {

    static PlatformCounts of(
            VitalwireClient client, String deviceId, String patientId, Instant from, Instant to) {
        StoredRows stored = client.storedRows(deviceId, from, to);
        return new PlatformCounts(
                stored.rows(),
                stored.values(),
                count(() -> client.findings(patientId)),
                count(() -> client.alerts(patientId)),
                count(() -> client.observations(patientId)));
    }

    PlatformCounts since(PlatformCounts before) {
        return new PlatformCounts(
                rows - before.rows,
                values - before.values,
                difference(findings, before.findings),
                difference(alerts, before.alerts),
                difference(observations, before.observations));
    }

    private static OptionalLong count(LongSupplier question) {
        try {
            return OptionalLong.of(question.getAsLong());
        } catch (VitalwireApiException e) {
            if (e.isTransient()) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }

    private static OptionalLong difference(OptionalLong now, OptionalLong before) {
        return now.isPresent() && before.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }
}
