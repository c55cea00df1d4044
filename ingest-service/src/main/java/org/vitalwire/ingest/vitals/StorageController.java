package org.vitalwire.ingest.vitals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;

/** What is stored of a device, in numbers: for operators, who see no values. */
@RestController
class StorageController {

    private final SampleStore store;

    StorageController(SampleStore store) {
        this.store = store;
    }

    /**
     * @param rows messages
     * @param values single values
     */
    record Rows(String deviceId, long rows, long values) {}

    @GetMapping("/api/v1/storage/rows")
    @PreAuthorize("hasRole('OPERATOR')")
    Rows rows(
            @RequestParam String device,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        DeviceId deviceId = new DeviceId(device);
        SampleStore.RowCount count =
                store.count(
                        deviceId,
                        from == null ? Instant.EPOCH : TimeRange.time("from", from),
                        to == null ? DevicePeriod.OPEN_END : TimeRange.time("to", to));
        return new Rows(deviceId.value(), count.rows(), count.values());
    }
}
