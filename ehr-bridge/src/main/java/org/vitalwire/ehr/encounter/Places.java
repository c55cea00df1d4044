package org.vitalwire.ehr.encounter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Location;
import org.vitalwire.ehr.census.CensusChange.Place;
import org.vitalwire.ehr.encounter.FhirReader.NotReadException;

/** Where encounters are: ward and bed, by the tree of locations. For one thread. */
final class Places {

    /** A tree of locations that is deeper is a circle. */
    private static final int DEEPEST = 8;

    private static final int MOST_KEPT = 20_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final FhirReader server;
    private final Map<String, String> units;
    private final InstantSource clock;
    private final Map<String, Optional<Location>> known = new HashMap<>();
    private Instant forgetAt = Instant.EPOCH;

    /**
     * @param units care units by the ward's name
     */
    Places(FhirReader server, Map<String, String> units, InstantSource clock) {
        this.server = server;
        this.units = units;
        this.clock = clock;
    }

    /** Where the patient is now; empty where that is not said. */
    Optional<Place> of(Encounter encounter) throws NotReadException, InterruptedException {
        Optional<EncounterLocationComponent> now =
                encounter.getLocation().stream()
                        .filter(Places::isNow)
                        .reduce((earlier, later) -> later);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        Optional<Location> at = location(now.get().getLocation().getReferenceElement().getIdPart());
        Optional<String> bed = at.filter(Places::isBed).flatMap(Places::name);
        Optional<Location> ward = at;
        for (int i = 0; i < DEEPEST && ward.isPresent() && !isWard(ward.get()); i++) {
            Optional<Location> parent =
                    location(ward.get().getPartOf().getReferenceElement().getIdPart());
            if (parent.isEmpty()) {
                break;
            }
            ward = parent;
        }
        // A server that calls nothing a ward: the place itself, unless that is a bed.
        Optional<Location> unit =
                ward.filter(Places::isWard).or(() -> at.filter(place -> !isBed(place)));
        return unit.flatMap(Places::name)
                .map(name -> new Place(units.getOrDefault(name, name), bed));
    }

    private static boolean isNow(EncounterLocationComponent location) {
        return location.getStatus() == EncounterLocationStatus.ACTIVE
                || (location.getStatus() == null && !location.getPeriod().hasEnd());
    }

    private Optional<Location> location(String id) throws NotReadException, InterruptedException {
        if (id == null || id.isEmpty()) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(forgetAt) || known.size() > MOST_KEPT) {
            known.clear();
            forgetAt = clock.instant().plus(KEPT);
        }
        Optional<Location> found = known.get(id);
        if (found == null) {
            found = server.read(Location.class, id);
            known.put(id, found);
        }
        return found;
    }

    private static boolean isBed(Location location) {
        return isOfType(location, "bd");
    }

    private static boolean isWard(Location location) {
        return isOfType(location, "wa");
    }

    private static boolean isOfType(Location location, String code) {
        return location.getPhysicalType().getCoding().stream()
                .anyMatch(coding -> code.equals(coding.getCode()));
    }

    private static Optional<String> name(Location location) {
        return Optional.ofNullable(location.getName())
                .filter(name -> !name.isBlank() && name.length() <= 200);
    }
}
