package org.vitalwire.gateway.codec;

import java.util.List;
import org.vitalwire.contracts.id.PatientId;

/**
 * A payload's own word on whom it is of.
 *
 * @param ids those of its identifiers that could be one of ours; empty when none could
 */
public record NamedPatient(List<PatientId> ids) {

    public NamedPatient {
        ids = List.copyOf(ids);
    }
}
