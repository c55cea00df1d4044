package org.vitalwire.alert;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;

/** A ward of a test's own, with people whom no other test calls. */
final class TestWard {

    private final JdbcClient jdbc;
    private final String name = "ward-" + UUID.randomUUID().toString().substring(0, 8);

    TestWard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String name() {
        return name;
    }

    /** The subject of somebody of this ward. */
    String person(String who) {
        return who + "-" + name;
    }

    /**
     * Nina, otto and carla are primary, buddy and charge nurse, at all times; rosa is there too.
     */
    TestWard withFullTeam() {
        return onCall(Map.of("primary", "nina", "buddy", "otto", "charge-nurse", "carla"), "rosa");
    }

    TestWard onCall(Map<String, String> whoByRole, String... everyone) {
        Map<String, String> personByRole = new LinkedHashMap<>();
        whoByRole.forEach((role, who) -> personByRole.put(role, person(who)));
        jdbc.sql(
                        """
                        insert into on_call_team (id, care_unit, version, document, changed_by, changed_at)
                        values (?, ?, 1, cast(? as jsonb), 'test', now())
                        """)
                .params(
                        "team-" + name,
                        name,
                        team(name, personByRole, Stream.of(everyone).map(this::person).toList()))
                .update();
        return this;
    }

    /** As the API takes it: each role is one person's, at all times. */
    static String team(String careUnit, Map<String, String> personByRole, List<String> everyone) {
        StringBuilder schedules = new StringBuilder();
        personByRole.forEach((role, person) -> {
            schedules.append(schedules.isEmpty() ? "" : ",");
            schedules.append(
                    """
                    "%s":{"zone":"UTC","layers":[{"name":"always","begins":"2026-01-01T00:00",
                    "turn":{"unit":"days","length":1},"people":["%s"]}]}
                    """
                            .formatted(role, person));
        });
        return """
        {"careUnit":"%s","name":"Nurses","everyone":[%s],"schedules":{%s}}
        """
                .formatted(
                        careUnit,
                        everyone.stream()
                                .map(person -> '"' + person + '"')
                                .collect(Collectors.joining(",")),
                        schedules);
    }

    /** After the console, which everybody has. */
    TestWard prefers(String who, String... channels) {
        prefer(jdbc, person(who), channels);
        return this;
    }

    /** As {@link #prefers}, for whoever it is. */
    static void prefer(JdbcClient jdbc, String person, String... channels) {
        jdbc.sql(
                        """
                        insert into person_preference (person, version, language, changed_by, changed_at)
                        values (?, 1, 'en', 'test', now())
                        """)
                .param(person)
                .update();
        for (int i = 0; i < channels.length; i++) {
            jdbc.sql(
                            """
                            insert into person_contact (person, position, channel, address, enabled)
                            values (?, ?, ?, 'address', true)
                            """)
                    .params(person, i, channels[i])
                    .update();
        }
    }

    /** Said on patients.v1; a service knows it a moment later. */
    void admit(Collection<String> patients) {
        Findings.probe()
                .produceAll(
                        patients.stream()
                                .map(patient ->
                                        new ProducerRecord<>(
                                                Topic.PATIENTS.topicName(),
                                                patient,
                                                EventCodecs.CENSUS_ENTRY.encode(
                                                        entry(patient, name))))
                                .toList());
    }

    /** Somebody in bed 3. */
    static CensusEntry entry(String patient, String ward) {
        return new CensusEntry(
                new PatientId(patient),
                Optional.of("Nobody Atall"),
                Optional.empty(),
                Optional.of(ward),
                Optional.of("3"),
                true);
    }
}
