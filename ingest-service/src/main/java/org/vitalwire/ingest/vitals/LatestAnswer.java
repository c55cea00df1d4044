package org.vitalwire.ingest.vitals;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.ingest.store.StoredValue;

/**
 * The newest measured value of each sign. A sign that was never measured is absent.
 *
 * @param vitals by code of the sign
 */
public record LatestAnswer(String patientId, Instant asOf, Map<String, Vital> vitals) {

    /**
     * @param value a number, or the letter of a coded sign
     * @param unit UCUM
     * @param time measured, by the device's clock
     * @param ageSeconds from then to now
     * @param flags reasons not to trust the value; empty for a good one
     */
    public record Vital(
            Object value,
            String unit,
            Instant time,
            long ageSeconds,
            List<String> flags,
            String deviceId,
            Lane lane,
            boolean synthetic) {

        static Vital of(StoredValue stored, Instant now) {
            return new Vital(
                    DisplayValue.of(stored.sign(), stored.value()),
                    stored.sign().entry().unit(),
                    stored.time(),
                    Math.max(0, Duration.between(stored.time(), now).toSeconds()),
                    ValueFlag.codes(stored.flags()),
                    stored.device().value(),
                    stored.lane(),
                    stored.synthetic());
        }
    }

    static LatestAnswer of(PatientId patientId, Collection<StoredValue> values, Instant now) {
        Map<String, Vital> vitals = new LinkedHashMap<>();
        values.forEach(value -> vitals.put(value.sign().code(), Vital.of(value, now)));
        return new LatestAnswer(patientId.value(), now, vitals);
    }
}
