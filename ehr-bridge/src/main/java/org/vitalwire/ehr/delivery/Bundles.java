package org.vitalwire.ehr.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.ehr.delivery.Doubt.AtTarget;

/**
 * Resources as bundles that may be sent any number of times: a PUT under our own id, or, where the
 * server chooses ids, a PUT on what a search by identifier found and a conditional create of the
 * rest. The search comes first as conditional creates alone are racy on real servers (HAPI #3141).
 */
final class Bundles {

    private final FhirTarget target;
    private final Capabilities capabilities;

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

    Bundles(FhirTarget target, Capabilities capabilities) {
        this.target = target;
        this.capabilities = capabilities;
    }

    Bundle of(List<Resolved> lines) {
        Bundle bundle = new Bundle().setType(capabilities.bundleType());
        lines.forEach(line -> {
            Optional<String> remoteId =
                    line.remoteId().isEmpty() && capabilities.clientIds()
                            ? Optional.of(line.line().id())
                            : line.remoteId();
            remoteId.ifPresentOrElse(id -> put(bundle, line, id), () -> create(bundle, line));
        });
        return bundle;
    }

    /** What the target has of these lines: a search for each type. */
    Search search(Collection<Resolved> lines) throws InterruptedException {
        Map<String, List<Resolved>> byType =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Resolved::type, TreeMap::new, Collectors.toList()));
        Map<String, List<AtTarget>> byId = new HashMap<>();
        for (Map.Entry<String, List<Resolved>> type : byType.entrySet()) {
            Search search = search(type.getKey(), type.getValue());
            if (!(search instanceof Search.Found(var found))) {
                return search;
            }
            byId.putAll(found);
        }
        return new Search.Found(byId);
    }

    private Search search(String type, List<Resolved> lines) throws InterruptedException {
        String identifiers =
                lines.stream()
                        .map(line -> token(line.identifier()))
                        .collect(Collectors.joining(","));
        Answer answer =
                target.search(
                        type,
                        // Of Observations the revision is told by a stamp, of others by the whole.
                        (type.equals("Observation") ? "_elements=identifier,issued&" : "")
                                + "_count="
                                + 2 * lines.size()
                                + "&identifier="
                                + FhirTarget.formValue(identifiers));
        return switch (answer) {
            case Answer.Done(int status, Bundle found) -> new Search.Found(byId(lines, found));
            case Answer.Unavailable unavailable -> new Search.NotNow(unavailable);
            case Answer.Done done -> new Search.Impossible();
            case Answer.Accepted accepted -> new Search.Impossible();
            case Answer.Absent absent -> new Search.Impossible();
            case Answer.Refused refused -> new Search.Impossible();
            case Answer.Contested contested -> new Search.Impossible();
        };
    }

    private static Map<String, List<AtTarget>> byId(List<Resolved> lines, Bundle found) {
        Map<String, Resolved> byToken =
                lines.stream()
                        .collect(
                                Collectors.toMap(
                                        line -> token(line.identifier()),
                                        line -> line,
                                        (one, other) -> one));
        Map<String, List<AtTarget>> byId = new HashMap<>();
        for (Bundle.BundleEntryComponent entry : found.getEntry()) {
            Resource there = entry.getResource();
            if (there == null) {
                continue;
            }
            for (Identifier identifier : Resolved.identifiers(there)) {
                Resolved line = byToken.get(token(identifier));
                if (line != null) {
                    byId.computeIfAbsent(line.line().id(), id -> new ArrayList<>())
                            .add(
                                    new AtTarget(
                                            there.getIdElement().getIdPart(),
                                            isThisRevision(line, there)));
                }
            }
        }
        return byId;
    }

    private static boolean isThisRevision(Resolved line, Resource there) {
        if (there instanceof Observation observation) {
            // FHIR's instants have milliseconds.
            return Optional.ofNullable(observation.getIssued())
                    .map(java.util.Date::toInstant)
                    .filter(issued ->
                            issued.toEpochMilli() == line.line().chartedAt().toEpochMilli())
                    .isPresent();
        }
        return plain(there).equalsDeep(plain(line.resource()));
    }

    /** Without what a server adds by itself. */
    private static Resource plain(Resource resource) {
        Resource plain = resource.copy();
        plain.setId((String) null);
        plain.setMeta(null);
        if (plain instanceof org.hl7.fhir.r4.model.DomainResource withText) {
            withText.setText(null);
        }
        return plain;
    }

    private static void put(Bundle bundle, Resolved line, String id) {
        line.resource().setId(id);
        bundle.addEntry()
                .setResource(line.resource())
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(line.type() + "/" + id);
    }

    private static void create(Bundle bundle, Resolved line) {
        line.resource().setId((String) null);
        bundle.addEntry()
                .setResource(line.resource())
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(line.type())
                .setIfNoneExist("identifier=" + token(line.identifier()));
    }

    private static String token(Identifier identifier) {
        return identifier.getSystem() + "|" + identifier.getValue();
    }
}
