package org.vitalwire.gateway.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;

/** All devices at a glance. */
@RestController
@RequestMapping("/api/v1/fleet")
class FleetController {

    private final Fleet fleet;
    private final PatientAccess access;
    private final AuditLog audit;

    FleetController(Fleet fleet, PatientAccess access, AuditLog audit) {
        this.fleet = fleet;
        this.access = access;
        this.audit = audit;
    }

    /**
     * In the order of their ids. Patients are named where the caller may see them.
     *
     * @param id to hear of one device only
     * @param canary whether operators and auditors want to see the watchdog's own device
     */
    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'AUDITOR')")
    List<FleetDevice> fleet(
            @RequestParam @Nullable String id,
            @RequestParam(defaultValue = "false") boolean canary,
            Caller caller) {
        boolean withCanary =
                (canary || Canary.DEVICE.value().equals(id))
                        && PatientAccess.maySeeTheCanary(caller);
        List<FleetDevice> devices =
                fleet.devices(id, patient -> access.isVisible(caller, patient)).stream()
                        .filter(device -> withCanary || !Canary.DEVICE.value().equals(device.id()))
                        .toList();
        if (devices.stream().anyMatch(device -> device.patientId() != null)) {
            audit.phiRead(caller, "fleet");
        }
        return devices;
    }
}
