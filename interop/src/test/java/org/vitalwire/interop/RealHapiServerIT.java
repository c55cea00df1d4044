package org.vitalwire.interop;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.jpa.provider.BaseResourceProviderR4Test;
import ca.uhn.fhir.rest.api.CacheControlDirective;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.testkit.SharedInfrastructure;

/**
 * The bridge, as it is shipped, against a real HAPI JPA server with eight writers, on a road that
 * cuts, delays and refuses at random, and killed at random moments: in the end each Observation is
 * there exactly once, on the patient who had the device when it was measured, and so are alerts.
 */
class RealHapiServerIT extends BaseResourceProviderR4Test {

    /** One here, for the suite's time; more by {@code -Dvitalwire.test.kills=10}. */
    private static final int KILLS = Integer.getInteger("vitalwire.test.kills", 1);

    private static final int WARD = 8;

    /** Who had an alert: the record that is merged, the one that it is merged into, another one. */
    private static final List<Integer> ALERTED = List.of(1, 2, 3);

    private static final int MINUTES = 3;

    /** LOINC: heart rate, SpO2, blood pressure, temperature, oxygen flow. */
    private static final List<String> CODES =
            List.of("8867-4", "2708-6", "85354-9", "8310-5", "3151-8");

    private static final String HEART_RATE = CODES.getFirst();

    private final Instant start =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));
    private final Set<Place> expected = new HashSet<>();

    /**
     * Where an Observation belongs.
     *
     * @param patient by our name
     * @param minute of the device's time, from the start
     */
    private record Place(String patient, String device, String code, long minute) {

        Place merged(String from, String into) {
            return patient.equals(from) ? new Place(into, device, code, minute) : this;
        }
    }

    @BeforeEach
    void startInfrastructure() {
        SharedInfrastructure.startAll();
    }

    @Test
    void eachObservationIsThereOnceUnderOurIdsWhateverIsCutAndKilled() throws Exception {
        Patient known = new Patient();
        known.setId("auto-2");
        known.addName().setFamily("Known").addGiven("Well");
        myClient.update().resource(known).execute();

        deliverOnABadDay("auto");

        Patient after = myClient.read().resource(Patient.class).withId("auto-2").execute();
        assertThat(after.getMeta().getVersionId()).as("the hospital's own").isEqualTo("1");
        assertThat(after.getNameFirstRep().getFamily()).isEqualTo("Known");
    }

    @Test
    void eachObservationIsThereOnceUnderTheServersIdsWhateverIsCutAndKilled() throws Exception {
        deliverOnABadDay("server");
    }

    private void deliverOnABadDay(String ids) throws Exception {
        long seed = Long.getLong("vitalwire.test.seed", System.nanoTime());
        Random random = new Random(seed);
        String prefix = ids + "-";
        try (UnreliableRoad road =
                        new UnreliableRoad(myServerBase, Duration.ofSeconds(6), random);
                BridgeProcess bridge = new BridgeProcess(road.url(), ids, 5)) {
            Ward.send(ward(prefix));
            Ward.send(alerts(prefix, 1, Transition.RAISED));
            Ward.send(alerts(prefix, 2, Transition.CALLED));
            // The first device changes hands; a value that it had not sent is of the first patient.
            Ward.send(minute(prefix + WARD, prefix + "monitor-0", MINUTES));
            for (int kill = 0; kill < KILLS; kill++) {
                killSomewhere(bridge, prefix, random);
            }
            Ward.send(List.of(late(prefix + "0", prefix + "monitor-0", MINUTES - 1)));
            merge(bridge, prefix + "1", prefix + "3");
            Ward.send(minute(prefix + "1", prefix + "monitor-1", MINUTES));
            Ward.send(alerts(prefix, 60, Transition.RESOLVED));
            killSomewhere(bridge, prefix, random);
            road.calmDown();
            bridge.awaitConfirmed(prefix, expected.size());
            bridge.awaitAlerts(prefix, 2 * ALERTED.size(), 3);

            assertThat(found(prefix))
                    .as("seed %d, %s", seed, road.fates())
                    .containsOnlyKeys(
                            expected.stream()
                                    .map(place -> place.merged(prefix + "1", prefix + "3"))
                                    .toList())
                    .allSatisfy((place, observations) -> assertThat(observations).isOne());
            assertThat(lateValues(prefix)).containsExactly(63.0);
            assertThatEachAlertIsThereOnce(prefix);
            assertThat(patients()).allSatisfy((patient, count) -> assertThat(count).isOne());
            assertThat(road.mostUnderWay()).as("writers at once").isGreaterThan(2);
        }
    }

    /** Of each patient an alert that was called for and has ended. */
    private void assertThatEachAlertIsThereOnce(String prefix) {
        Map<String, String> names = names();
        Map<String, String> flags = new HashMap<>();
        for (Flag flag : all(Flag.class)) {
            String patient = names.getOrDefault(flag.getSubject().getReference(), "none");
            if (patient.startsWith(prefix)) {
                flags.put("Flag/" + flag.getIdElement().getIdPart(), patient);
                assertThat(flag.getStatus()).isEqualTo(Flag.FlagStatus.INACTIVE);
            }
        }
        assertThat(flags.values())
                .containsExactlyInAnyOrderElementsOf(
                        ALERTED.stream().map(bed -> prefix + (bed == 1 ? 3 : bed)).toList());
        assertThat(
                        all(Communication.class).stream()
                                .map(call -> call.getAboutFirstRep().getReference())
                                .filter(flags::containsKey))
                .containsExactlyInAnyOrderElementsOf(flags.keySet());
    }

    private List<ProducerRecord<String, byte[]>> alerts(
            String prefix, int seconds, Transition transition) {
        return ALERTED.stream()
                .map(bed -> Ward.alert(prefix + bed, start.plusSeconds(seconds), transition))
                .toList();
    }

    private static void merge(BridgeProcess bridge, String from, String into) {
        for (String patient : List.of(from, into)) {
            bridge.put("/api/v1/patients/" + patient, "{}");
        }
        bridge.post("/api/v1/patients/" + from + "/merge", "{\"into\": \"%s\"}".formatted(into));
    }

    private static void killSomewhere(BridgeProcess bridge, String prefix, Random random)
            throws InterruptedException {
        int before = bridge.confirmed(prefix);
        await("delivery goes on")
                .atMost(BridgeProcess.PATIENCE)
                .until(() -> bridge.confirmed(prefix) > before);
        // The moment is what is tried: in the middle of whatever is under way.
        assertThat(new CountDownLatch(1).await(random.nextInt(1_500), TimeUnit.MILLISECONDS))
                .isFalse();
        bridge.killAndStart();
    }

    private List<ProducerRecord<String, byte[]>> ward(String prefix) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int bed = 0; bed < WARD; bed++) {
            for (int minute = 0; minute < MINUTES; minute++) {
                records.addAll(minute(prefix + bed, prefix + "monitor-" + bed, minute));
            }
        }
        return records;
    }

    /** Heart rates 60 to 65. */
    private List<ProducerRecord<String, byte[]>> minute(String patient, String device, int minute) {
        CODES.forEach(code -> expected.add(new Place(patient, device, code, minute)));
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.add(Ward.reading(patient, device, start.plusSeconds(minute * 60L + i * 10), 60 + i));
        }
        return records;
    }

    /** Makes the median of its minute 63. */
    private ProducerRecord<String, byte[]> late(String patient, String device, int minute) {
        return Ward.reading(patient, device, start.plusSeconds(minute * 60L + 55), 180);
    }

    /** What the server has, by the patient whom its subject names. */
    private Map<Place, Long> found(String prefix) {
        Map<String, String> names = names();
        Map<String, String> devices = new HashMap<>();
        all(Device.class)
                .forEach(device ->
                        devices.put(
                                "Device/" + device.getIdElement().getIdPart(),
                                device.getIdentifierFirstRep().getValue()));
        return all(Observation.class).stream()
                .map(observation ->
                        new Place(
                                names.getOrDefault(observation.getSubject().getReference(), "none"),
                                devices.get(observation.getDevice().getReference()),
                                code(observation),
                                minute(observation)))
                .filter(place -> place.device().startsWith(prefix))
                .collect(groupingBy(place -> place, counting()));
    }

    /** By reference, as we call them. */
    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        all(Patient.class)
                .forEach(patient ->
                        names.put(
                                "Patient/" + patient.getIdElement().getIdPart(),
                                patient.getIdentifier().isEmpty()
                                        ? patient.getIdElement().getIdPart()
                                        : patient.getIdentifierFirstRep().getValue()));
        return names;
    }

    private static String code(Observation observation) {
        return observation.getCode().getCoding().stream()
                .map(coding -> coding.getCode())
                .filter(CODES::contains)
                .findFirst()
                .orElse("none of those that were sent");
    }

    private long minute(Observation observation) {
        return Duration.between(
                        start, observation.getEffectiveDateTimeType().getValue().toInstant())
                .toMinutes();
    }

    private List<Double> lateValues(String prefix) {
        String device =
                all(Device.class).stream()
                        .filter(d ->
                                d.getIdentifierFirstRep()
                                        .getValue()
                                        .equals(prefix + "monitor-0"))
                        .map(d -> "Device/" + d.getIdElement().getIdPart())
                        .findFirst()
                        .orElseThrow();
        return all(Observation.class).stream()
                .filter(o -> o.getDevice().getReference().equals(device))
                .filter(o -> code(o).equals(HEART_RATE) && minute(o) == MINUTES - 1)
                .map(o -> o.getValueQuantity().getValue().doubleValue())
                .toList();
    }

    private Map<String, Long> patients() {
        return all(Patient.class).stream()
                .filter(patient -> patient.hasIdentifier())
                .collect(
                        groupingBy(
                                patient -> patient.getIdentifierFirstRep().getValue(),
                                TreeMap::new,
                                counting()));
    }

    private <T extends Resource> List<T> all(Class<T> type) {
        List<T> all = new ArrayList<>();
        Bundle page =
                myClient.search()
                        .forResource(type)
                        .count(500)
                        .cacheControl(new CacheControlDirective().setNoCache(true))
                        .returnBundle(Bundle.class)
                        .execute();
        while (true) {
            page.getEntry().forEach(entry -> all.add(type.cast(entry.getResource())));
            if (page.getLink(Bundle.LINK_NEXT) == null) {
                return all;
            }
            page = myClient.loadPage().next(page).execute();
        }
    }
}
