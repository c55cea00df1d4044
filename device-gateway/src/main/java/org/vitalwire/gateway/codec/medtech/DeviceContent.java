package org.vitalwire.gateway.codec.medtech;

import java.util.List;
import org.vitalwire.gateway.codec.medtech.VitalwireMember.Member;

/**
 * A device content mapping as it was uploaded, its expressions compiled.
 *
 * @param notTakenOver what MedTech reads and we do not, and why
 */
record DeviceContent(
        List<ContentTemplate> templates, Member vitalwire, List<Problem> notTakenOver) {

    DeviceContent {
        templates = List.copyOf(templates);
        notTakenOver = List.copyOf(notTakenOver);
    }
}
