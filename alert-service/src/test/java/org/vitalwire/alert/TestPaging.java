package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.RunningService.Answer;
import org.vitalwire.alert.oncall.Rosters;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** Who is paged by a service that runs, and what they see of it. */
final class TestPaging {

    private final RunningService service;

    TestPaging(RunningService service) {
        this.service = service;
    }

    /** With a look at the roster, which may be a second old. */
    void team(String ward, Map<String, String> personByRole) {
        Answer kept =
                service.send(
                        "PUT",
                        "/api/v1/on-call/teams/team-" + ward,
                        TestTokens.shared().token("charge-nurse"),
                        TestWard.team(ward, personByRole, List.of()),
                        Map.of());
        assertThat(kept.status()).as("%s", kept.body()).isEqualTo(200);
        Rosters rosters = service.bean(Rosters.class);
        await().until(() ->
                !rosters.current().everyone(Optional.of(ward), Instant.now()).isEmpty());
    }

    void prefer(String person, String... channels) {
        TestWard.prefer(jdbc(), person, channels);
    }

    void admit(String patient, String ward) {
        service.admit(TestWard.entry(patient, ward));
    }

    /** Those that wait for the person. */
    List<JsonNode> pages(String person) {
        return service.get("/api/v1/pages?person=me", token(person)).body().valueStream().toList();
    }

    /** Of all the person's pages. */
    List<String> states(String person) {
        return service.get("/api/v1/pages?state=all", token(person))
                .body()
                .valueStream()
                .map(page -> page.get("state").asString())
                .toList();
    }

    SseClient stream(String person) {
        return service.stream(token(person), null);
    }

    List<String> openOperationsAlerts() {
        return jdbc().sql(
                        "select kind || ' ' || subject from operations_alert where ended_at is null")
                .query((row, _) -> row.getString(1))
                .list();
    }

    JdbcClient jdbc() {
        return service.bean("alertDatabase", ServiceDatabase.class).jdbc();
    }

    /** A clinician's, with all units. */
    static String token(String person) {
        return TestTokens.shared()
                .token(
                        person,
                        List.of("clinician"),
                        List.of("*"),
                        TestTokens.AUDIENCE,
                        Duration.ofHours(1));
    }
}
