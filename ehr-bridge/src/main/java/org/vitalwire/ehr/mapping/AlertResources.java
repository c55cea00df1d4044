package org.vitalwire.ehr.mapping;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Task;

/**
 * What an alert is in FHIR.
 *
 * @param flag that the condition is, or was
 * @param calls one for each time that somebody was called
 * @param task to respond, and who took it on; empty for what nobody is called for
 */
public record AlertResources(Flag flag, List<Communication> calls, Optional<Task> task) {

    public AlertResources {
        calls = List.copyOf(calls);
    }
}
