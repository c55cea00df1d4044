package org.vitalwire.ingest.export;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.ingest.store.RecordedValue;
import org.vitalwire.ingest.store.StoredValue;
import org.vitalwire.ingest.vitals.DisplayValue;

/**
 * One value as it stands in a file. It names no patient: who it is of, whoever asked knows.
 *
 * @param time measured, by the device's clock
 * @param receivedAt at the gateway, by its clock
 * @param value a number in the unit, or the letter of a coded sign
 * @param unit UCUM
 * @param loinc empty where the sign has no code
 * @param flags reasons not to trust the value
 * @param lane {@code LIVE} or {@code BACKFILL}
 * @param clockOffsetMillis gateway minus device, where the device's clock was known to be off
 */
record ExportRow(
        Instant time,
        Instant receivedAt,
        String sign,
        Object value,
        String unit,
        String loinc,
        List<String> flags,
        String device,
        String lane,
        boolean synthetic,
        @Nullable Integer clockOffsetMillis) {

    static ExportRow of(RecordedValue recorded) {
        StoredValue value = recorded.value();
        CatalogueEntry entry = value.sign().entry();
        return new ExportRow(
                value.time(),
                recorded.receivedAt(),
                value.sign().code(),
                DisplayValue.of(value.sign(), value.value()),
                entry.unit(),
                entry.loinc().stream().findFirst().orElse(""),
                ValueFlag.codes(value.flags()),
                value.device().value(),
                value.lane().name(),
                value.synthetic(),
                recorded.clockOffsetMillis().isPresent()
                        ? recorded.clockOffsetMillis().getAsInt()
                        : null);
    }
}
