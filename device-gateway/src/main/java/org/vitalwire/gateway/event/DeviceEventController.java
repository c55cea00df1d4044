package org.vitalwire.gateway.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** What happened to devices. */
@RestController
@RequestMapping("/api/v1/device-events")
class DeviceEventController {

    private static final int MOST = 1_000;

    private final DeviceEventStore store;

    DeviceEventController(DeviceEventStore store) {
        this.store = store;
    }

    /**
     * Newest first.
     *
     * @param canary whether operators and auditors want to hear of the watchdog's own device
     */
    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'AUDITOR')")
    List<DeviceEventStore.Listed> events(
            @RequestParam @Nullable String device,
            @RequestParam @Nullable String kind,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "false") boolean canary,
            Caller caller) {
        boolean withCanary =
                (canary || Canary.DEVICE.value().equals(device))
                        && PatientAccess.maySeeTheCanary(caller);
        return store.newest(
                device, kind == null ? null : kind(kind), withCanary, Math.clamp(limit, 1, MOST));
    }

    private static DeviceEventKind kind(String code) {
        return DeviceEventKind.ofCode(code)
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "UNKNOWN_EVENT_KIND",
                                "No such kind of device event."));
    }
}
