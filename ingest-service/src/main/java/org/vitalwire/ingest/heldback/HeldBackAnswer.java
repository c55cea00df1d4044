package org.vitalwire.ingest.heldback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.vitals.DisplayValue;

/**
 * What was held back.
 *
 * @param values in the order of measured time
 * @param truncated whether there is more, which is older
 */
record HeldBackAnswer(String patientId, List<Value> values, boolean truncated) {

    /**
     * @param value a number, or a letter of a coded sign
     * @param unit UCUM, empty for coded signs
     * @param reason for programs, for example {@code low-perfusion}
     * @param text for people
     */
    record Value(
            String sign,
            Object value,
            String unit,
            Instant measuredAt,
            String reason,
            String text,
            String deviceId) {}

    static HeldBackAnswer of(PatientId patientId, List<HeldBack> newestFirst, boolean truncated) {
        List<Value> values = new ArrayList<>();
        for (HeldBack event : newestFirst.reversed()) {
            for (HeldBack.Value held : event.values()) {
                values.add(
                        new Value(
                                held.sign().code(),
                                DisplayValue.of(held.sign(), held.value()),
                                held.sign().entry().unit(),
                                event.measuredAt(),
                                held.reason().code(),
                                held.text(),
                                event.deviceId().value()));
            }
        }
        return new HeldBackAnswer(patientId.value(), values, truncated);
    }
}
