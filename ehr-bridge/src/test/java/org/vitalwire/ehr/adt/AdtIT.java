package org.vitalwire.ehr.adt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A hospital's system, on HAPI's own MLLP, tells the bridge who comes and goes. */
class AdtIT {

    private static final String OPERATOR = TestTokens.shared().token("operator");
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final HapiContext HAPI = new DefaultHapiContext(new GenericModelClassFactory());
    private static RunningBridge bridge;
    private static Connection hospital;

    @BeforeAll
    static void start() throws HL7Exception {
        SharedInfrastructure.startAll();
        bridge =
                RunningBridge.start(
                        SharedInfrastructure.newDatabase("ehr"),
                        "vitalwire.ehr.adt.enabled=true",
                        "vitalwire.ehr.adt.port=0",
                        "vitalwire.ehr.adt.patient-authority=HOSP");
        HAPI.setExecutorService(THREADS);
        HAPI.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        hospital = HAPI.newClient("127.0.0.1", bridge.bean(MllpReceiver.class).port(), false);
    }

    @AfterAll
    static void stop() throws IOException {
        hospital.close();
        bridge.close();
        THREADS.shutdownNow();
    }

    @Test
    void aStayFromAdmissionToDischargeIsOnTheTopic() throws Exception {
        assertThat(tell(Messages.of("A01", "20261122080000", "s-1", "ward-a^1^A"))).isEqualTo("AA");
        assertThat(tell(Messages.of("A02", "20261122090000", "s-1", "ward-b^2^B"))).isEqualTo("AA");
        assertThat(patient("s-1").get("bed").asString()).isEqualTo("2-B");
        assertThat(tell(Messages.of("A12", "20261122091000", "s-1", "ward-a^1^A"))).isEqualTo("AA");
        assertThat(patient("s-1").get("careUnit").asString()).isEqualTo("ward-a");
        assertThat(tell(Messages.of("A03", "20261122100000", "s-1", ""))).isEqualTo("AA");

        await().untilAsserted(() ->
                assertThat(newest("s-1"))
                        .hasValueSatisfying(entry -> {
                            assertThat(entry.dischargedAt())
                                    .contains(Instant.parse("2026-11-22T10:00:00Z"));
                            assertThat(entry.careUnit()).contains("ward-a");
                        }));
        assertThat(tell(Messages.of("A13", "20261122101000", "s-1", "ward-a^1^A"))).isEqualTo("AA");
        assertThat(patient("s-1").hasNonNull("dischargedAt")).isFalse();
        assertThat(tell(Messages.of("A11", "20261122102000", "s-1", ""))).isEqualTo("AA");
        assertThat(patient("s-1").hasNonNull("dischargedAt")).isTrue();
    }

    @Test
    void aMessageThatComesAgainOrLateChangesNothing() throws Exception {
        String admission = Messages.of("A01", "20261122080000", "o-1", "ward-a^1^A");
        tell(admission);
        tell(Messages.of("A02", "20261122100000", "o-1", "ward-b^2^B"));

        assertThat(tell(admission)).as("again").isEqualTo("AA");
        assertThat(tell(Messages.of("A02", "20261122090000", "o-1", "ward-c^3^C")))
                .as("late")
                .isEqualTo("AA");

        assertThat(patient("o-1").get("bed").asString()).isEqualTo("2-B");
    }

    @Test
    void whoLiesInABedUnderTheRecordThatGoesIsThereUnderTheOneThatStays() throws Exception {
        tell(Messages.of("A01", "20261122080000", "m-unknown", "ward-a^1^A"));

        assertThat(tell(Messages.merge("20261122090000", "m-known", "m-unknown"))).isEqualTo("AA");

        assertThat(patient("m-known").get("bed").asString()).isEqualTo("1-A");
        assertThat(patient("m-unknown").get("mergedInto").asString()).isEqualTo("m-known");
        assertThat(bridge.bean(Survivors.class).of(new PatientId("m-unknown")))
                .isEqualTo(new PatientId("m-known"));
        await().untilAsserted(() ->
                assertThat(newest("m-unknown").flatMap(CensusEntry::mergedInto))
                        .contains(new PatientId("m-known")));
        assertThat(tell(Messages.merge("20261122090500", "m-unknown", "m-known")))
                .as("the other way round")
                .isEqualTo("AE");
    }

    @Test
    void aMessageThatAPersonMustSeeWaitsAndIsAppliedWhenTheFaultIsMended() throws Exception {
        bridge.put("/api/v1/patients/q-1", "{\"synthetic\":true}", OPERATOR);
        tell(Messages.of("A01", "20261122080000", "q-2", "ward-a^1^A"));
        String merge = Messages.merge("20261122090000", "q-2", "q-1");

        Message answer = send(merge);
        assertThat(Terser.get(segment(answer, "MSA"), 1, 0, 1, 1)).isEqualTo("AE");
        assertThat(Terser.get(segment(answer, "ERR"), 3, 0, 1, 1)).isEqualTo("204");
        assertThat(tell(merge)).as("again").isEqualTo("AE");

        List<JsonNode> waiting = waiting("one of them is a simulation");
        assertThat(waiting).hasSize(1);
        String path = "/api/v1/adt/quarantine/" + waiting.getFirst().get("id").asString();
        assertThat(bridge.post(path + "/replay", OPERATOR).statusCode()).isEqualTo(422);
        bridge.put("/api/v1/patients/q-1", "{\"synthetic\":false}", OPERATOR);
        assertThat(bridge.post(path + "/replay", OPERATOR).statusCode()).isEqualTo(204);

        assertThat(waiting("one of them is a simulation")).isEmpty();
        assertThat(patient("q-1").get("mergedInto").asString()).isEqualTo("q-2");
        assertThat(tell(merge)).as("once more").isEqualTo("AA");
        assertThat(
                        bridge.get("/api/v1/adt/quarantine", TestTokens.shared().token("clinician"))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aDischargeOverTheApiStandsUntilSomethingNewerIsEntered() throws Exception {
        String path = "/api/v1/patients/r-1";
        String gone = "{\"careUnit\":\"ward-a\",\"dischargedAt\":\"2026-11-22T10:00:00Z\"}";
        assertThat(bridge.put(path, gone, OPERATOR).statusCode()).isEqualTo(200);

        assertThat(newest("r-1").flatMap(CensusEntry::dischargedAt))
                .contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(tell(Messages.of("A01", "20200101080000", "r-1", "ward-a^1^A"))).isEqualTo("AA");
        assertThat(patient("r-1").hasNonNull("dischargedAt")).as("entered before").isTrue();
    }

    @Test
    void whatIsNotKeptIsNotAccepted() throws Exception {
        var jdbc = bridge.bean(ServiceDatabase.class).jdbc();
        String admission = Messages.of("A01", "20261122080000", "d-1", "ward-a^1^A");
        jdbc.sql("alter table adt_message rename to away").update();
        try {
            assertThat(tell(admission)).isEqualTo("AR");
            assertThat(bridge.get("/api/v1/patients/d-1", OPERATOR).statusCode()).isEqualTo(404);
        } finally {
            jdbc.sql("alter table away rename to adt_message").update();
        }
        assertThat(tell(admission)).isEqualTo("AA");
        assertThat(patient("d-1").get("bed").asString()).isEqualTo("1-A");
    }

    private static List<JsonNode> waiting(String reason) {
        JsonNode list =
                new ObjectMapper().readTree(bridge.get("/api/v1/adt/quarantine", OPERATOR).body());
        return list.valueStream()
                .filter(message -> message.get("reason").asString().equals(reason))
                .toList();
    }

    private static Optional<CensusEntry> newest(String patient) {
        return SharedInfrastructure.kafka().probe().read(Topic.PATIENTS.topicName()).stream()
                .filter(record -> record.key().equals(patient) && record.value() != null)
                .map(record -> EventCodecs.CENSUS_ENTRY.decode(record.value()))
                .reduce((earlier, later) -> later);
    }

    private static JsonNode patient(String id) {
        return new ObjectMapper().readTree(bridge.get("/api/v1/patients/" + id, OPERATOR).body());
    }

    /** MSA-1 of the answer. */
    private static String tell(String text) throws Exception {
        return Terser.get(segment(send(text), "MSA"), 1, 0, 1, 1);
    }

    private static ca.uhn.hl7v2.model.Segment segment(Message message, String name)
            throws HL7Exception {
        return (ca.uhn.hl7v2.model.Segment) message.get(name);
    }

    private static Message send(String text) throws HL7Exception, LLPException, IOException {
        return hospital.getInitiator().sendAndReceive(HAPI.getPipeParser().parse(text));
    }
}
