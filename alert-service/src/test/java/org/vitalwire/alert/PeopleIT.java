package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.RunningService.Answer;
import org.vitalwire.alert.channel.SubscriptionEnded;
import org.vitalwire.alert.person.Contact;
import org.vitalwire.alert.person.People;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People say how they are reached, over HTTP; the channels are the test's own. */
class PeopleIT {

    private static RunningService service;

    private String person;
    private String token;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        service =
                RunningService.startWith(
                        OwnChannels.class,
                        SharedInfrastructure.newDatabase("alert"),
                        "vitalwire.alert.database.maximum-pool-size=2");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void somebody() {
        person = "nina-" + UUID.randomUUID().toString().substring(0, 8);
        token = token(person);
    }

    /** Each takes one connection at a time; of two, crowds would wait for each other. */
    @Test
    void aCrowdIsReadOverTwoConnections() {
        assertThat(put(token, "\"0\"", "{\"language\":\"de\"}").status()).isEqualTo(200);
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers =
                    IntStream.range(0, 200)
                            .mapToObj(_ ->
                                    crowd.submit(() ->
                                            service.get("/api/v1/people/me/preferences", token)))
                            .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(200));
        }
    }

    @Test
    void whoNeverSaidAnythingHasTheConsoleOnly() {
        Answer answer = service.get("/api/v1/people/me/preferences", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("etag")).containsExactly("\"0\"");
        assertThat(answer.body().get("person").asString()).isEqualTo(person);
        assertThat(answer.body().get("channels").isEmpty()).isTrue();
        assertThat(answer.body().get("quietHours").isNull()).isTrue();
        assertThat(answer.body().get("available").valueStream().map(JsonNode::asString))
                .contains("own-mail", "web-push");
    }

    @Test
    void whatAPersonWantsIsKeptInItsOrderAndUsed() {
        Answer kept =
                put(
                        token,
                        "\"0\"",
                        """
                        {"language":"de-AT","channels":[
                          {"channel":"own-mail","address":"b@example.org"},
                          {"channel":"own-mail","address":"a@example.org","enabled":false}],
                         "quietHours":{"zone":"Europe/Vienna","from":"22:00","to":"06:30",
                          "days":["saturday","friday"]}}
                        """);

        assertThat(kept.status()).as("%s", kept.body()).isEqualTo(200);
        assertThat(kept.headers().get("etag")).containsExactly("\"1\"");
        assertThat(kept.body().at("/quietHours/to").asString()).isEqualTo("06:30");
        assertThat(kept.body().at("/quietHours/days").valueStream().map(JsonNode::asString))
                .containsExactly("friday", "saturday");
        assertThat(service.get("/api/v1/people/me/preferences", token).body())
                .isEqualTo(kept.body());
        assertThat(service.bean(People.class).preferences(person).contacts())
                .containsExactly(
                        new Contact("own-mail", "b@example.org", true),
                        new Contact("own-mail", "a@example.org", false));
        assertThat(
                        service.bean(People.class)
                                .preferences(person)
                                .quietHours()
                                .orElseThrow()
                                .cover(Instant.parse("2026-11-07T05:29:00Z")))
                .isTrue();
        assertThat(put(token, "\"1\"", kept.body().toString()).status())
                .as("what was answered can be sent back")
                .isEqualTo(200);
    }

    @Test
    void ofTwoEditorsTheSlowerIsTold() {
        assertThat(put(token, null, "{\"language\":\"en\"}").status()).isEqualTo(428);
        assertThat(put(token, "\"0\"", "{\"language\":\"de\"}").status()).isEqualTo(200);

        Answer slower = put(token, "\"0\"", "{\"language\":\"en\"}");

        assertThat(slower.status()).isEqualTo(412);
        assertThat(slower.body().get("code").asString()).isEqualTo("PREFERENCES_CHANGED");
        assertThat(
                        service.get("/api/v1/people/me/preferences", token)
                                .body()
                                .get("language")
                                .asString())
                .isEqualTo("de");
    }

    @Test
    void everyFaultIsToldWithItsPlaceAndNothingIsKept() {
        Answer refused =
                put(
                        token,
                        "\"0\"",
                        """
                        {"language":"","channels":[
                          {"channel":"own-mail","address":"bad@example.org"},
                          {"channel":"pigeon","address":"x"},
                          {"channel":"console","address":"otto"},
                          {"channel":"web-push","address":"3f2b7f5c-64a5-4d55-8f38-0b8a3b1c2d4e"},
                          {"channel":"own-mail"},
                          {"channel":"own-mail","address":"a"},{"channel":"own-mail","address":"a"}],
                         "quietHours":{"zone":"Mars/Olympus","from":"25:00","days":["someday"]}}
                        """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("code").asString()).isEqualTo("PREFERENCES_INVALID");
        assertThat(refused.body().get("problems").valueStream())
                .extracting(problem -> problem.get("field").asString())
                .containsExactlyInAnyOrder(
                        "language",
                        "channels[0].address",
                        "channels[1].channel",
                        "channels[2].channel",
                        "channels[3].address",
                        "channels[4]",
                        "channels[6]",
                        "quietHours.zone",
                        "quietHours.from",
                        "quietHours.to",
                        "quietHours.days");
        assertThat(
                        put(token, "\"0\"", "{\"langauge\":\"de\"}")
                                .body()
                                .at("/problems/0/field")
                                .asString())
                .isEqualTo("langauge");
        assertThat(service.get("/api/v1/people/me/preferences", token).headers().get("etag"))
                .containsExactly("\"0\"");
    }

    @Test
    void othersArePersonalButForTheChargeNurseOfTheirTeam() {
        put(token, "\"0\"", "{\"language\":\"de\"}");
        String path = "/api/v1/people/" + person + "/preferences";
        String ownNurse = TestTokens.shared().token("charge-nurse", "ward-people");
        String otherNurse = TestTokens.shared().token("charge-nurse", "ward-b");

        assertThat(service.get(path, TestTokens.shared().token("clinician")).status())
                .isEqualTo(404);
        assertThat(service.get(path, ownNurse).status()).as("in no team yet").isEqualTo(404);
        Answer team =
                service.send(
                        "PUT",
                        "/api/v1/on-call/teams/" + person,
                        ownNurse,
                        """
                        {"careUnit":"ward-people","name":"Nurses","everyone":["%s"],"schedules":{"primary":
                         {"zone":"Europe/Berlin","layers":[{"name":"all","begins":"2026-11-02T07:00",
                          "turn":{"unit":"days","length":1},"people":["otto"]}]}}}
                        """
                                .formatted(person),
                        Map.of());
        assertThat(team.status()).as("%s", team.body()).isEqualTo(200);

        assertThat(service.get(path, ownNurse).status()).isEqualTo(200);
        assertThat(service.get(path, otherNurse).status()).isEqualTo(404);
        assertThat(service.get(path, TestTokens.shared().token("charge-nurse")).status())
                .isEqualTo(200);
        assertThat(
                        service.send(
                                        "PUT",
                                        path,
                                        ownNurse,
                                        "{\"language\":\"en\"}",
                                        Map.of("If-Match", "\"1\""))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aBrowsersSecretsStayInside() {
        String id = subscribe(token, "https://push.example.org/" + person, "Tablet");

        JsonNode preferences = service.get("/api/v1/people/me/preferences", token).body();

        assertThat(preferences.toString()).doesNotContain("push.example.org", "p-key", "a-secret");
        assertThat(preferences.at("/channels/0/address").asString()).isEqualTo(id);
        assertThat(preferences.at("/channels/0/label").asString()).isEqualTo("Tablet");
        assertThat(service.bean(People.class).preferences(person).contacts())
                .singleElement()
                .satisfies(contact ->
                        assertThat(JsonMapper.shared().readTree(contact.address()))
                                .isEqualTo(
                                        JsonMapper.shared()
                                                .readTree(
                                                        """
                                                        {"endpoint":"https://push.example.org/%s","p256dh":"p-key","auth":"a-secret"}
                                                        """
                                                                .formatted(person))));
        assertThat(service.get("/api/v1/people/me/push-key", token).body().toString())
                .isEqualTo("{\"publicKey\":\"the-key\"}");
    }

    @Test
    void aBrowserIsSubscribedOnceAndBelongsToWhoSignedInLast() {
        String endpoint = "https://push.example.org/shared-" + person;
        String first = subscribe(token, endpoint, "Ward PC");
        assertThat(subscribe(token, endpoint, "Ward PC at the door")).isEqualTo(first);
        assertThat(channels(token))
                .singleElement()
                .satisfies(channel ->
                        assertThat(channel.get("label").asString())
                                .isEqualTo("Ward PC at the door"));

        String otto = token("otto-" + person);
        subscribe(otto, endpoint, "Ward PC");

        assertThat(channels(token)).isEmpty();
        assertThat(channels(otto)).hasSize(1);
    }

    @Test
    void aBrowserEndsWhenItIsLeftOutOrUnsubscribedOrGone() {
        String base = "https://push.example.org/" + person;
        subscribe(token, base + "/1", "");
        String second = subscribe(token, base + "/2", "");
        subscribe(token, base + "/3", "");
        String fourth = subscribe(token, base + "/4", "");
        String fifth = subscribe(token, base + "/5", "");
        String path = "/api/v1/people/me/push-subscriptions";
        service.bean("alertBrowserGone", SubscriptionEnded.class)
                .ended(
                        "web-push",
                        service.bean(People.class).preferences(person).contacts().get(2).address());
        assertThat(service.send("DELETE", path + "/" + second, token, "", Map.of()).status())
                .isEqualTo(204);
        assertThat(
                        service.send(
                                        "DELETE",
                                        path + "?endpoint=" + base + "/1",
                                        token,
                                        "",
                                        Map.of())
                                .status())
                .isEqualTo(204);
        assertThat(channels(token))
                .extracting(channel -> channel.get("address").asString())
                .containsExactly(fourth, fifth);
        Answer kept =
                put(
                        token,
                        tag(token),
                        """
                        {"language":"en","channels":[{"channel":"web-push","address":"%s","enabled":false}]}
                        """
                                .formatted(fifth));
        assertThat(kept.status()).as("%s", kept.body()).isEqualTo(200);
        assertThat(channels(token))
                .singleElement()
                .satisfies(channel -> {
                    assertThat(channel.get("address").asString()).isEqualTo(fifth);
                    assertThat(channel.get("enabled").asBoolean()).isFalse();
                });
    }

    @Test
    void anotherPersonCannotEndABrowser() {
        String id = subscribe(token, "https://push.example.org/mine-" + person, "");

        service.send(
                "DELETE",
                "/api/v1/people/me/push-subscriptions/" + id,
                token("otto-" + person),
                "",
                Map.of());

        assertThat(channels(token)).hasSize(1);
    }

    @Test
    void nobodyHasMoreThanTwentyWays() {
        List<Integer> answers = new ArrayList<>();
        IntStream.range(0, 21)
                .forEach(i ->
                        answers.add(
                                subscription(token, "https://push.example.org/" + person + i, "")
                                        .status()));

        assertThat(answers.subList(0, 20)).containsOnly(201);
        assertThat(answers.getLast()).isEqualTo(409);
        assertThat(channels(token)).hasSize(20);
    }

    @Test
    void anUnsoundSubscriptionIsRefused() {
        assertThat(subscription(token, "https://push.example.org/bad", "").status()).isEqualTo(422);
        assertThat(
                        service.send(
                                        "POST",
                                        "/api/v1/people/me/push-subscriptions",
                                        token,
                                        "{\"endpoint\":\"https://push.example.org/x\"}",
                                        Map.of())
                                .body()
                                .at("/problems/0/field")
                                .asString())
                .isEqualTo("p256dh");
    }

    @Test
    void aTestGoesToEachAddressOfTheChannelAndNamesNobody() {
        put(
                token,
                "\"0\"",
                """
                {"language":"de","channels":[{"channel":"own-mail","address":"a@example.org"},
                 {"channel":"own-mail","address":"later@example.org"}]}
                """);
        String path = "/api/v1/people/me/channels/own-mail/test";

        Answer tested = service.post(path, token);

        assertThat(tested.body().get("results").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"address\":\"a@example.org\",\"outcome\":\"received\",\"reason\":null}",
                        "{\"address\":\"later@example.org\",\"outcome\":\"later\",\"reason\":\"busy\"}");
        assertThat(OwnChannels.SENT)
                .filteredOn(message -> message.person().equals(person))
                .hasSize(2)
                .allSatisfy(message -> {
                    assertThat(message.synthetic()).isTrue();
                    assertThat(message.lines().getFirst().title()).startsWith("Probe");
                });
        assertThat(service.post(path, token).body().get("code").asString())
                .isEqualTo("TEST_TOO_SOON");
        assertThat(service.post("/api/v1/people/me/channels/pigeon/test", token).status())
                .isEqualTo(404);
        assertThat(service.post("/api/v1/people/me/channels/web-push/test", token).status())
                .isEqualTo(404);
    }

    private static String subscribe(String token, String endpoint, String label) {
        Answer answer = subscription(token, endpoint, label);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().get("id").asString();
    }

    private static Answer subscription(String token, String endpoint, String label) {
        return service.send(
                "POST",
                "/api/v1/people/me/push-subscriptions",
                token,
                "{\"endpoint\":\"%s\",\"p256dh\":\"p-key\",\"auth\":\"a-secret\",\"label\":\"%s\"}"
                        .formatted(endpoint, label),
                Map.of());
    }

    private static Answer put(String token, @Nullable String tag, String body) {
        return service.send(
                "PUT",
                "/api/v1/people/me/preferences",
                token,
                body,
                tag == null ? Map.of() : Map.of("If-Match", tag));
    }

    private static List<JsonNode> channels(String token) {
        return service.get("/api/v1/people/me/preferences", token)
                .body()
                .get("channels")
                .valueStream()
                .toList();
    }

    private static String tag(String token) {
        return "\""
                + service.get("/api/v1/people/me/preferences", token).body().get("version")
                + "\"";
    }

    private static String token(String person) {
        return TestTokens.shared().token(person, List.of("clinician"), List.of("ward-a"));
    }
}
