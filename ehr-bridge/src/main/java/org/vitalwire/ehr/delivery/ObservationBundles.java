package org.vitalwire.ehr.delivery;

import java.util.ArrayList;
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
import org.vitalwire.ehr.delivery.Doubt.AtTarget;
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

    /** What a search for lines by their identifiers came to. */
    sealed interface Search {
        /**
         * @param byId what the target has, by our id
         */
        record Found(Map<String, List<AtTarget>> byId) implements Search {}

        record NotNow(Answer.Unavailable cause) implements Search {}

        /** The target does not let us search. */
        record Impossible() implements Search {}
    }

    /**
     * One resource of a bundle.
     *
     * @param remoteId what is replaced; empty where the target has nothing yet
     */
    record Entry(String id, Observation observation, Optional<String> remoteId) {}

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
     * @param references the patient whose it is now and, if there is one, device
     */
    Observation observation(LedgerEntry entry, List<String> references) {
        Observation observation = mapping.toObservation(entry);
        observation.setSubject(new Reference(references.getFirst()));
        if (!capabilities.clientIds()) {
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

    Bundle of(List<Entry> entries) {
        Bundle bundle = new Bundle().setType(capabilities.bundleType());
        entries.forEach(entry -> {
            Optional<String> remoteId =
                    entry.remoteId().isEmpty() && capabilities.clientIds()
                            ? Optional.of(entry.id())
                            : entry.remoteId();
            remoteId.ifPresentOrElse(
                    id -> put(bundle, entry.observation(), id),
                    () -> create(bundle, entry.observation(), entry.id()));
        });
        return bundle;
    }

    /** What the target has of these lines. */
    Search search(Collection<String> ids) throws InterruptedException {
        String identifiers =
                ids.stream().map(ObservationBundles::token).collect(Collectors.joining(","));
        Answer answer =
                target.search(
                        "Observation",
                        "_elements=identifier,issued&_count="
                                + 2 * ids.size()
                                + "&identifier="
                                + FhirTarget.formValue(identifiers));
        return switch (answer) {
            case Answer.Done(int status, Bundle found) -> new Search.Found(byId(found));
            case Answer.Unavailable unavailable -> new Search.NotNow(unavailable);
            case Answer.Done done -> new Search.Impossible();
            case Answer.Accepted accepted -> new Search.Impossible();
            case Answer.Absent absent -> new Search.Impossible();
            case Answer.Refused refused -> new Search.Impossible();
            case Answer.Contested contested -> new Search.Impossible();
        };
    }

    private static Map<String, List<AtTarget>> byId(Bundle found) {
        Map<String, List<AtTarget>> byId = new HashMap<>();
        found.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .forEach(observation ->
                        observation.getIdentifier().stream()
                                .filter(id -> CodeSystems.OBSERVATION_ID.equals(id.getSystem()))
                                .map(Identifier::getValue)
                                .forEach(id ->
                                        byId.computeIfAbsent(id, key -> new ArrayList<>())
                                                .add(atTarget(observation))));
        return byId;
    }

    private static AtTarget atTarget(Observation observation) {
        return new AtTarget(
                observation.getIdElement().getIdPart(),
                Optional.ofNullable(observation.getIssued()).map(java.util.Date::toInstant));
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
