package org.vitalwire.ehr.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.ObservationMapping;

/**
 * Observations as bundles that may be sent any number of times: a PUT under our own id, or, where
 * the server chooses ids, a PUT on what a search by identifier found and a conditional create of
 * the rest. The search comes first as conditional creates alone are racy on real servers (HAPI
 * #3141).
 */
final class ObservationBundles {

    private final FhirTarget target;
    private final Capabilities capabilities;
    private final DeliveryLedger ledger;
    private final ObservationMapping mapping;

    /** A bundle, or why there is none now. */
    sealed interface Prepared {
        record Ready(Bundle bundle) implements Prepared {}

        record NotNow(Answer.Unavailable cause) implements Prepared {}
    }

    ObservationBundles(
            FhirTarget target,
            Capabilities capabilities,
            DeliveryLedger ledger,
            ObservationMapping mapping) {
        this.target = target;
        this.capabilities = capabilities;
        this.ledger = ledger;
        this.mapping = mapping;
    }

    /**
     * The resource as this target wants it.
     *
     * @param references patient and, if there is one, device
     */
    Observation observation(LedgerEntry entry, List<String> references) {
        Observation observation = mapping.toObservation(entry);
        if (!capabilities.clientIds()) {
            observation.setSubject(new Reference(references.getFirst()));
            if (references.size() > 1) {
                observation.setDevice(new Reference(references.get(1)));
            }
            List<String> inputs = entry.derivedFrom().orElse(List.of());
            Map<String, String> remote = ledger.remoteIds(inputs);
            observation.setDerivedFrom(
                    inputs.stream()
                            .flatMap(id -> Optional.ofNullable(remote.get(id)).stream())
                            .map(id -> new Reference("Observation/" + id))
                            .collect(Collectors.toList()));
        }
        return observation;
    }

    /**
     * @param observations by our id
     */
    Prepared of(Map<String, Observation> observations) throws InterruptedException {
        Bundle bundle = new Bundle().setType(capabilities.bundleType());
        if (capabilities.clientIds()) {
            observations.forEach((id, observation) -> put(bundle, observation, id));
            return new Prepared.Ready(bundle);
        }
        return switch (search(observations.keySet())) {
            case Answer.Done(int status, Bundle found) -> {
                Map<String, String> remoteIds = remoteIds(found);
                observations.forEach((id, observation) -> {
                    String remoteId = remoteIds.get(id);
                    if (remoteId == null) {
                        create(bundle, observation, id);
                    } else {
                        put(bundle, observation, remoteId);
                    }
                });
                yield new Prepared.Ready(bundle);
            }
            case Answer.Unavailable unavailable -> new Prepared.NotNow(unavailable);
            case Answer.Done done -> cannotSearch();
            case Answer.Absent absent -> cannotSearch();
            case Answer.Refused refused -> cannotSearch();
        };
    }

    /** Without a search nothing can be sent safely: it is a fault of the target, not of a line. */
    private static Prepared cannotSearch() {
        return new Prepared.NotNow(
                new Answer.Unavailable("cannot-search-by-identifier", Optional.empty()));
    }

    private Answer search(Collection<String> ids) throws InterruptedException {
        String identifiers =
                ids.stream().map(ObservationBundles::token).collect(Collectors.joining(","));
        return target.search(
                "Observation",
                "_elements=identifier&_count="
                        + 2 * ids.size()
                        + "&identifier="
                        + FhirTarget.formValue(identifiers));
    }

    private static Map<String, String> remoteIds(Bundle found) {
        Map<String, String> remoteIds = new HashMap<>();
        found.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .forEach(observation ->
                        observation.getIdentifier().stream()
                                .filter(id -> CodeSystems.OBSERVATION_ID.equals(id.getSystem()))
                                .map(Identifier::getValue)
                                .forEach(id ->
                                        remoteIds.put(id, observation.getIdElement().getIdPart())));
        return remoteIds;
    }

    private static void put(Bundle bundle, Observation observation, String id) {
        observation.setId(id);
        bundle.addEntry()
                .setResource(observation)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("Observation/" + id);
    }

    private static void create(Bundle bundle, Observation observation, String id) {
        observation.setId((String) null);
        bundle.addEntry()
                .setResource(observation)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Observation")
                .setIfNoneExist("identifier=" + token(id));
    }

    private static String token(String id) {
        return CodeSystems.OBSERVATION_ID + "|" + id;
    }
}
