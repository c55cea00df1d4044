package org.vitalwire.ehr.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * Where charted Observations come from: the device is their author, the installation assembled and
 * transmitted them.
 */
public final class ProvenanceMapper {

    private static final String PARTICIPANT =
            "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String US_CORE_PARTICIPANT =
            "http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type";

    private ProvenanceMapper() {}

    /**
     * @param observations ids of Observations of this device; the same ones give the same
     *     Provenance, in whatever order
     * @param author empty for scores, which the installation itself computes
     * @param recordedAt when they were charted
     */
    public static Provenance toProvenance(
            List<String> observations,
            Optional<DeviceId> author,
            Instant recordedAt,
            Platform platform,
            boolean synthetic) {
        if (observations.isEmpty()) {
            throw new IllegalArgumentException("provenance is of something");
        }
        List<String> sorted = observations.stream().distinct().sorted().toList();
        Provenance provenance = new Provenance();
        provenance.setId(
                ChartKey.digest("vwo-", "vitalwire-provenance-1|" + String.join("|", sorted)));
        if (synthetic) {
            ObservationMapper.addTestDataLabel(provenance.getMeta());
        }
        sorted.forEach(id -> provenance.addTarget(new Reference("Observation/" + id)));
        provenance.setRecordedElement(ObservationMapper.issued(recordedAt));
        agent(
                provenance,
                PARTICIPANT,
                "author",
                author.map(id -> new Reference("Device/" + FhirIds.of(id)))
                        .orElseGet(PlatformMapper::reference),
                platform);
        agent(provenance, PARTICIPANT, "assembler", PlatformMapper.reference(), platform);
        agent(provenance, US_CORE_PARTICIPANT, "transmitter", PlatformMapper.reference(), platform);
        return provenance;
    }

    /** US Core wants to know on whose behalf a device acts. */
    private static void agent(
            Provenance provenance, String system, String type, Reference who, Platform platform) {
        ProvenanceAgentComponent agent = provenance.addAgent();
        agent.setType(new CodeableConcept(new Coding().setSystem(system).setCode(type)));
        agent.setWho(who);
        platform.organisation()
                .ifPresent(name ->
                        agent.setOnBehalfOf(
                                new Reference().setType("Organization").setDisplay(name)));
    }
}
