package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.RunningService.Answer;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** Teams as a charge nurse edits them, and who is on duty as others ask. */
class OnCallIT {

    private static final String WARD_A = TestTokens.shared().token("charge-nurse", "ward-a");
    private static final String WARD_B = TestTokens.shared().token("charge-nurse", "ward-b");
    private static RunningService service;

    private final String team = "team-" + UUID.randomUUID().toString().substring(0, 8);
    private final String path = "/api/v1/on-call/teams/" + team;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        service = RunningService.start(SharedInfrastructure.newDatabase("alert"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aTeamIsKeptAndTellsWhoIsOnDuty() {
        Answer created = put(team("ward-a", "nina", "otto"), WARD_A);

        assertThat(created.status()).as("%s", created.body()).isEqualTo(200);
        assertThat(created.headers().get("etag")).containsExactly("\"1\"");
        assertThat(created.body().get("changedBy").asString()).isEqualTo("test-charge-nurse");
        assertThat(service.get(path, WARD_A).body()).isEqualTo(created.body());
        assertThat(onDuty("2026-11-02T12:00:00Z")).isEqualTo("nina");
        assertThat(onDuty("2026-11-03T12:00:00Z")).isEqualTo("otto");
        assertThat(onDuty("2026-11-01T12:00:00Z")).isNull();

        Answer calendar =
                service.get(
                        path + "/calendar?from=2026-11-02T12:00:00Z&until=2026-11-04T12:00:00Z",
                        WARD_A);
        assertThat(calendar.body().get("roles").get("primary").valueStream())
                .extracting(stretch -> stretch.get("person").asString())
                .containsExactly("nina", "otto", "nina");
    }

    @Test
    void ofTwoEditorsTheSlowerIsToldAndNothingIsOverwritten() {
        put(team("ward-a", "nina"), WARD_A);
        assertThat(put(team("ward-a", "otto"), WARD_A).status()).isEqualTo(428);
        Answer faster = put(team("ward-a", "pia"), WARD_A, "If-Match", "\"1\"");
        assertThat(faster.headers().get("etag")).containsExactly("\"2\"");

        Answer slower = put(team("ward-a", "rosa"), WARD_A, "If-Match", "\"1\"");

        assertThat(slower.status()).isEqualTo(412);
        assertThat(slower.body().get("code").asString()).isEqualTo("TEAM_CHANGED");
        assertThat(onDuty("2026-11-02T12:00:00Z")).isEqualTo("pia");
    }

    @Test
    void aDeletedTeamsVersionNeverComesAgain() {
        put(team("ward-a", "nina"), WARD_A);
        assertThat(service.send("DELETE", path, WARD_A, "", Map.of("If-Match", "\"1\"")).status())
                .isEqualTo(204);
        assertThat(service.get(path, WARD_A).status()).isEqualTo(404);

        assertThat(put(team("ward-a", "nina"), WARD_A).headers().get("etag"))
                .containsExactly("\"3\"");
    }

    @Test
    void anExchangeTakesOverAndSaysWhoEnteredIt() {
        put(team("ward-a", "nina", "otto"), WARD_A);
        String clinician = TestTokens.shared().token("clinician", "ward-a");

        Answer exchanged =
                service.send(
                        "POST",
                        path + "/exchanges",
                        clinician,
                        """
                        {"role":"primary","from":"2026-11-02T10:00:00Z","until":"2026-11-02T14:00:00Z",
                         "person":"pia","reason":"appointment"}
                        """,
                        Map.of());

        assertThat(exchanged.status()).as("%s", exchanged.body()).isEqualTo(200);
        assertThat(onDuty("2026-11-02T12:00:00Z")).isEqualTo("pia");
        assertThat(onDuty("2026-11-02T14:00:00Z")).isEqualTo("nina");
        assertThat(exchanged.body().at("/team/schedules/primary/exchanges/0/by").asString())
                .isEqualTo("test-clinician");
    }

    @Test
    void everyFaultOfATeamIsToldWithItsPlace() {
        Answer refused =
                put(
                        """
                        {"careUnit":"ward-a","name":"","schedules":{
                          "primary":{"zone":"Mars/Olympus","layers":[
                            {"name":"day","begins":"2026-11-02T07:00","turn":{"unit":"minutes","length":5},"people":["nina"]},
                            {"name":"night","begins":"2026-11-02T07:00","turn":{"unit":"days","length":1},"people":[],
                             "hours":{"from":"07:00"}}]},
                          "porter":{"zone":"Europe/Berlin","layers":[]}}}
                        """,
                        WARD_A);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("code").asString()).isEqualTo("TEAM_INVALID");
        assertThat(refused.body().get("problems").valueStream())
                .extracting(problem -> problem.get("field").asString())
                .containsExactlyInAnyOrder(
                        "name",
                        "schedules.primary.zone",
                        "schedules.primary.layers[0].turn",
                        "schedules.primary.layers[1]",
                        "schedules.primary.layers[1].hours",
                        "schedules.porter");
        assertThat(
                        put("{\"careUnit\":\"ward-a\",\"nmae\":\"x\"}", WARD_A)
                                .body()
                                .at("/problems/0/field")
                                .asString())
                .isEqualTo("nmae");
        assertThat(service.get(path, WARD_A).status()).isEqualTo(404);
    }

    @Test
    void othersCareUnitsAreOutOfReach() {
        put(team("ward-a", "nina"), WARD_A);

        assertThat(service.get(path, WARD_B).status()).isEqualTo(404);
        assertThat(put(team("ward-b", "nina"), WARD_B, "If-Match", "\"1\"").status())
                .isEqualTo(403);
        assertThat(put(team("ward-a", "nina"), TestTokens.shared().token("clinician")).status())
                .isEqualTo(403);
        assertThat(service.get("/api/v1/on-call/now", WARD_B).body().get("teams").valueStream())
                .noneMatch(t -> t.get("id").asString().equals(team));
    }

    @Test
    void thePlanSaysWhoIsCalledWhenAndWhatIsNotRepeated() {
        JsonNode plan = service.get("/api/v1/on-call/plan", WARD_B).body();

        assertThat(plan.at("/high/steps").findValuesAsString("to"))
                .containsExactly("primary", "buddy", "charge-nurse", "everyone");
        assertThat(plan.at("/high/steps/1/afterSeconds").asDouble()).isEqualTo(20);
        assertThat(plan.at("/medium/remindAfterSeconds").asDouble()).isEqualTo(1_800);
        assertThat(plan.at("/low/repeatEverySeconds").isNull()).isTrue();
        assertThat(
                        service.get("/api/v1/on-call/plan", TestTokens.shared().token("device"))
                                .status())
                .isEqualTo(403);
    }

    private Answer put(String body, String token, String... header) {
        return service.send(
                "PUT",
                path,
                token,
                body,
                header.length == 0 ? Map.of() : Map.of(header[0], header[1]));
    }

    private @Nullable String onDuty(String at) {
        return service.get("/api/v1/on-call/now?unit=ward-a&at=" + at, WARD_A)
                .body()
                .get("teams")
                .valueStream()
                .filter(t -> t.get("id").asString().equals(team))
                .map(t -> t.at("/duties/0/person"))
                .filter(person -> !person.isNull())
                .map(JsonNode::asString)
                .findFirst()
                .orElse(null);
    }

    private static String team(String careUnit, String... people) {
        return """
        {"careUnit":"%s","name":"Nurses","everyone":["nina","otto"],"schedules":{"primary":{
          "zone":"Europe/Berlin","layers":[{"name":"all day","begins":"2026-11-02T07:00",
          "turn":{"unit":"days","length":1},"people":%s}]}}}
        """
                .formatted(
                        careUnit,
                        Arrays.stream(people)
                                .map(p -> '"' + p + '"')
                                .collect(Collectors.joining(",", "[", "]")));
    }
}
