package org.vitalwire.kit.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.security.Caller;

/**
 * Who looked at, or acted on, whose data. The only log that names a patient; it has a logger of its
 * own, {@code audit}, so that it can be routed to a place of its own.
 */
public final class AuditLog {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    public void phiRead(Caller caller, String action, PatientId patientId) {
        audit.atInfo()
                .addKeyValue("subject", caller.subject())
                .addKeyValue("action", action)
                .addKeyValue("patient", patientId.value())
                .log("read");
    }

    /** A read of many patients at once, such as a ward board. */
    public void phiRead(Caller caller, String action) {
        audit.atInfo()
                .addKeyValue("subject", caller.subject())
                .addKeyValue("action", action)
                .log("read");
    }

    public void action(Caller caller, String action, String object) {
        audit.atInfo()
                .addKeyValue("subject", caller.subject())
                .addKeyValue("action", action)
                .addKeyValue("object", object)
                .log("action");
    }
}
