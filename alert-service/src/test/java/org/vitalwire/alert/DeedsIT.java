package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.RunningService.Answer;
import org.vitalwire.alert.oncall.Rosters;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** What people do to alerts over HTTP, and what the clock does meanwhile. */
class DeedsIT {

    private static final String NINA = token("nina", "clinician");
    private static final String OTTO = token("otto", "clinician");
    private static final String CHARGE = token("cora", "charge-nurse");

    private static RunningService service;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        service =
                RunningService.start(
                        SharedInfrastructure.newDatabase("alert"),
                        "vitalwire.alert.escalation.high.steps[0].to=primary",
                        "vitalwire.alert.escalation.high.steps[0].after=0s",
                        "vitalwire.alert.escalation.high.steps[1].to=charge-nurse",
                        "vitalwire.alert.escalation.high.steps[1].after=2s",
                        "vitalwire.alert.escalation.high.repeat-every=1s",
                        "vitalwire.alert.escalation.high.remind-after=1s",
                        // Nobody here gives receipts; only the plan calls.
                        "vitalwire.alert.paging.receipt-within=10m");
        teamOnCall();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void alertIsCalledByTheClockUntilSomebodyAcceptsItAndRemindedAfterwards() {
        String path = raised(Priority.HIGH);
        await().untilAsserted(() ->
                assertThat(calls(path))
                        .startsWith(
                                "CALLED primary 1.1",
                                "CALLED charge-nurse 1.2",
                                "CALLED charge-nurse 2.2"));
        JsonNode call = service.get(path).body().get("call");
        assertThat(call.get("nextTo").asString()).isEqualTo("charge-nurse");
        assertThat(call.get("steps").asInt()).isEqualTo(2);

        JsonNode accepted = post(path + "/accept", NINA, "").body();
        assertThat(accepted.get("call").isNull()).isTrue();
        assertThat(accepted.get("remindAt").asString()).isNotEmpty();
        await().untilAsserted(() ->
                assertThat(calls(path)).anyMatch(call1 -> call1.startsWith("REMINDED nina")));
    }

    @Test
    void alertThatIsRejectedGoesToTheNextAtOnce() {
        String path = raised(Priority.MEDIUM);
        JsonNode rejected = post(path + "/reject", NINA, "{\"reason\":\"busy\"}").body();
        assertThat(rejected.get("rejections").get(0).get("by").asString()).isEqualTo("nina");
        assertThat(rejected.get("rejections").get(0).get("reason").asString()).isEqualTo("busy");
        assertThat(rejected.get("call").get("step").asInt()).isEqualTo(2);
        assertThat(rejected.get("call").get("nextTo").asString()).isEqualTo("charge-nurse");
        assertThat(calls(path)).containsExactly("CALLED primary 1.1", "CALLED buddy 1.2");
        JsonNode entry = transitions(path).get(2);
        assertThat(entry.get("transition").asString()).isEqualTo("REJECTED");
        assertThat(entry.get("reason").asString()).isEqualTo("busy");
    }

    @Test
    void pageThatComesLateWhenOthersHaveAcceptedWaitsForNobody() {
        String path = raised(Priority.MEDIUM);
        JsonNode page =
                service.get("/api/v1/pages", NINA)
                        .body()
                        .valueStream()
                        .filter(one -> path.endsWith(one.get("alerts").get(0).asString()))
                        .findFirst()
                        .orElseThrow();
        String id = page.get("id").asString();
        // As the timer does when there is no receipt by any way.
        service.bean("alertDatabase", ServiceDatabase.class)
                .jdbc()
                .sql("update page set state = 'unreachable', due_at = null where id = ?::uuid")
                .param(id)
                .update();
        post(path + "/accept", OTTO, "");

        assertThat(post("/api/v1/pages/" + id + "/receipt", NINA, "").status()).isEqualTo(204);
        assertThat(service.get("/api/v1/pages", NINA).body().valueStream())
                .noneMatch(one -> one.get("id").asString().equals(id));
    }

    @Test
    void alertThatIsHandedOverCallsThatPersonFirst() {
        String path = raised(Priority.MEDIUM);
        post(path + "/accept", NINA, "");
        assertThat(problem(post(path + "/hand-over", NINA, "{\"to\":\"nina\"}"), 422))
                .isEqualTo("HAND_OVER_TO_ONESELF");
        assertThat(problem(post(path + "/hand-over", NINA, "{\"to\":\" \"}"), 422))
                .isEqualTo("UNKNOWN_PERSON");
        JsonNode handed = post(path + "/hand-over", NINA, "{\"to\":\"otto\"}").body();
        assertThat(handed.get("acknowledgement").isNull()).isTrue();
        assertThat(calls(path)).containsExactly("CALLED primary 1.1", "CALLED otto 2.1");
        assertThat(
                        post(path + "/accept", OTTO, "")
                                .body()
                                .get("acknowledgement")
                                .get("by")
                                .asString())
                .isEqualTo("otto");
    }

    @Test
    void pauseHasALimitAReasonAndAnEnd() {
        String path = raised(Priority.MEDIUM);
        assertThat(
                        problem(
                                post(
                                        path + "/pause",
                                        NINA,
                                        "{\"minutes\":61,\"reason\":\"procedure\"}"),
                                422))
                .isEqualTo("PAUSE_TOO_LONG");
        assertThat(
                        problem(
                                post(path + "/pause", NINA, "{\"minutes\":5,\"reason\":\"noise\"}"),
                                422))
                .isEqualTo("UNKNOWN_REASON");
        JsonNode paused =
                post(path + "/pause", NINA, "{\"minutes\":60,\"reason\":\"procedure\"}").body();
        assertThat(paused.get("signal").get("state").asString()).isEqualTo("paused");
        assertThat(paused.get("signal").get("by").asString()).isEqualTo("nina");
        assertThat(paused.get("call").isNull()).isTrue();
        JsonNode resumed = post(path + "/resume", OTTO, "").body();
        assertThat(resumed.get("signal").get("state").asString()).isEqualTo("enabled");
        assertThat(calls(path)).containsExactly("CALLED primary 1.1", "CALLED primary 2.1");
    }

    @Test
    void onlyTheChargeNurseSwitchesOffAndNeverAHighAlert() {
        String medium = raised(Priority.MEDIUM);
        String soon = off(Duration.ofHours(1));
        assertThat(post(medium + "/switch-off", NINA, soon).status()).isEqualTo(403);
        assertThat(problem(post(medium + "/switch-off", CHARGE, off(Duration.ofHours(13))), 422))
                .isEqualTo("OFF_TOO_LONG");
        assertThat(
                        post(medium + "/switch-off", CHARGE, soon)
                                .body()
                                .get("signal")
                                .get("state")
                                .asString())
                .isEqualTo("off");
        assertThat(problem(post(raised(Priority.HIGH) + "/switch-off", CHARGE, soon), 409))
                .isEqualTo("NOT_FOR_HIGH");
    }

    @Test
    void judgementIsKeptAlsoWhenTheAlertIsOver() {
        String path = raised(Priority.LOW);
        JsonNode judged = post(path + "/dispose", NINA, "{\"disposition\":\"artefact\"}").body();
        assertThat(judged.get("disposition").get("code").asString()).isEqualTo("artefact");
        assertThat(problem(post(path + "/dispose", NINA, "{\"disposition\":\"fine\"}"), 422))
                .isEqualTo("UNKNOWN_DISPOSITION");
    }

    @Test
    void whoHasNotSeenWhatTheAlertBecameIsToldAndADoubleClickIsNoConflict() {
        String path = raised(Priority.MEDIUM);
        String seen = service.get(path).headers().getOrDefault("etag", List.of()).getFirst();
        assertThat(post(path + "/reject", OTTO, "{\"reason\":\"not-mine\"}").status())
                .isEqualTo(200);
        Map<String, String> stale = Map.of("If-Match", seen);
        assertThat(problem(service.send("POST", path + "/accept", NINA, "", stale), 412))
                .isEqualTo("ALERT_CHANGED");
        Answer now = service.get(path);
        Map<String, String> fresh =
                Map.of("If-Match", '"' + now.body().get("version").asString() + '"');
        Answer first = service.send("POST", path + "/accept", NINA, "", fresh);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers().getOrDefault("etag", List.of()))
                .containsExactly('"' + first.body().get("version").asString() + '"');
        assertThat(service.send("POST", path + "/accept", NINA, "", fresh).body())
                .isEqualTo(first.body());
    }

    @Test
    void readersMayDoNothing() {
        String path = raised(Priority.LOW);
        for (String role : List.of("operator", "integrator", "auditor")) {
            String token = token("someone", role);
            assertThat(post(path + "/reject", token, "{\"reason\":\"busy\"}").status())
                    .isEqualTo(403);
            assertThat(post(path + "/hand-over", token, "{\"to\":\"otto\"}").status())
                    .isEqualTo(403);
            assertThat(
                            post(path + "/pause", token, "{\"minutes\":1,\"reason\":\"known\"}")
                                    .status())
                    .isEqualTo(403);
            assertThat(post(path + "/resume", token, "").status()).isEqualTo(403);
            assertThat(post(path + "/dispose", token, "{\"disposition\":\"artefact\"}").status())
                    .isEqualTo(403);
        }
    }

    /** Each role by its own person, always. */
    private static void teamOnCall() {
        String always =
                """
                "%s":{"zone":"UTC","layers":[{"name":"always","begins":"2026-01-01T00:00",
                 "turn":{"unit":"days","length":1},"people":["%s"]}]}
                """;
        String schedules =
                String.join(
                        ",",
                        always.formatted("primary", "nina"),
                        always.formatted("buddy", "otto"),
                        always.formatted("charge-nurse", "cora"));
        Answer kept =
                service.send(
                        "PUT",
                        "/api/v1/on-call/teams/nurses",
                        CHARGE,
                        "{\"careUnit\":\"ward-a\",\"name\":\"Nurses\",\"everyone\":[],\"schedules\":{%s}}"
                                .formatted(schedules),
                        Map.of());
        assertThat(kept.status()).as("%s", kept.body()).isEqualTo(200);
        await().until(() ->
                !service.bean(Rosters.class)
                        .current()
                        .everyone(Optional.of("ward-a"), Instant.now())
                        .isEmpty());
    }

    /** Path of a new alert for which somebody has been called. */
    private static String raised(Priority priority) {
        String patient = Findings.newPatient();
        Findings.admit(
                new CensusEntry(
                        new PatientId(patient),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("ward-a"),
                        Optional.of("3"),
                        true));
        await().until(() ->
                service.bean(CensusDirectory.class).find(new PatientId(patient)).isPresent());
        Findings.publish(Findings.started(patient, priority));
        await().untilAsserted(() -> assertThat(service.alerts("patient=" + patient)).hasSize(1));
        return "/api/v1/alerts/"
                + service.alerts("patient=" + patient).getFirst().get("id").asString();
    }

    private static Answer post(String path, String token, String body) {
        return service.send("POST", path, token, body, Map.of());
    }

    private static String problem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        return answer.body().get("code").asString();
    }

    private static JsonNode transitions(String path) {
        return service.get(path + "/transitions").body();
    }

    /** As "transition whom round.step". */
    private static List<String> calls(String path) {
        return transitions(path)
                .valueStream()
                .filter(entry -> !entry.get("round").isNull())
                .map(entry ->
                        "%s %s %d.%d"
                                .formatted(
                                        entry.get("transition").asString(),
                                        entry.get("person").isNull()
                                                ? entry.get("target").asString()
                                                : entry.get("person").asString(),
                                        entry.get("round").asInt(),
                                        entry.get("step").asInt()))
                .toList();
    }

    private static String off(Duration length) {
        return "{\"until\":\"%s\",\"reason\":\"end-of-life-care\"}"
                .formatted(Instant.now().plus(length));
    }

    private static String token(String subject, String role) {
        return TestTokens.shared().token(subject, List.of(role), List.of("*"));
    }
}
