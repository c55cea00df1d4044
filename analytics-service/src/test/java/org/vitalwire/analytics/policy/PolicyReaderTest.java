package org.vitalwire.analytics.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.quality.QualityRules;
import org.vitalwire.analytics.quality.QualityRulesReader;
import org.vitalwire.analytics.quality.SignRule;
import org.vitalwire.contracts.vitals.VitalSign;

class PolicyReaderTest {

    @Test
    void shippedPolicyIsSound() {
        Policy policy = PolicyReader.readDefault();
        assertThat(policy.label()).isEqualTo("ward-adult 1");
        assertThat(policy.limits())
                .extracting(Limit::condition)
                .containsExactly(
                        "low-spo2",
                        "low-heart-rate",
                        "high-heart-rate",
                        "low-respiratory-rate",
                        "high-respiratory-rate",
                        "low-systolic-pressure",
                        "high-systolic-pressure",
                        "low-temperature",
                        "high-temperature");
    }

    @ParameterizedTest
    @EnumSource(ShippedPolicies.class)
    void everyShippedPolicyIsSoundAndNamesItsSources(ShippedPolicies shipped) {
        Policy policy = shipped.policy();
        assertThat(policy.label()).isEqualTo(shipped.id() + " 1");
        assertThat(policy.description()).contains("NEWS2 after RCP 2017", "starting point");
        assertThat(policy.limits()).isNotEmpty();
    }

    @Test
    void theDefaultIsThePolicyOfOldFilesAndMore() throws IOException {
        Policy old = read(shipped());
        Policy now = PolicyReader.readDefault();
        // But for pressures: a cuff is believed at once only far below.
        assertThat(withoutPressures(now)).isEqualTo(withoutPressures(old)).hasSize(7);
        assertThat(now.news2().orElseThrow().rule()).isEqualTo(old.news2().orElseThrow().rule());
        assertThat(now.label()).isEqualTo(old.label());
    }

    @Test
    void withoutNews2NothingRestsOnIt() throws IOException {
        String shipped = shipped();
        String off = shipped.substring(0, shipped.indexOf("\"news2\"")) + "\"news2\": \"off\"}";
        assertThat(read(off).news2()).isEmpty();
        String rests =
                off.substring(0, off.length() - 1)
                        + """
                        , "combinations": [{ "condition": "a", "title": "A", "delay": "PT0S",
                        "priority": "low", "any": [{ "condition": "news2" },
                        { "score": "news2", "atLeast": 5 }] }]}
                        """;
        assertThat(told(rests))
                .containsExactly(
                        "combinations[0].any[0].condition news2 is not a condition of this policy",
                        "combinations[0].any[1].score news2 is not scored by this policy, only []");
        assertThat(told(off.replace("\"off\"", "\"of\"")))
                .containsExactly("news2 must be an object");
    }

    @Test
    void aDelayOfALoneMeasurementMustBeOfUseAndEnd() throws IOException {
        String gap = "\"sparseGap\": \"PT15M\"";
        assertThat(told(shipped().replaceFirst(gap, gap + ", \"spotDelay\": \"PT5M\"")))
                .containsExactly("limits[0].spotDelay is of no use without spotSigns");
        String spot = gap + ", \"spotSigns\": [\"spo2\"], \"spotDelay\": ";
        assertThat(told(shipped().replaceFirst(gap, spot + "\"PT16M\"")))
                .containsExactly("limits[0].spotDelay must not be longer than sparseGap");
        assertThat(told(shipped().replaceFirst(gap, spot + "\"-PT1M\"")))
                .containsExactly("limits[0].spotDelay must not be negative");
    }

    @Test
    void aScoreThatRefusesIsRefusedWithItsReason() throws IOException {
        assertThat(
                        told(
                                with(
                                        """
                                        , "scores": [{ "score": "obstetric", "bands": [
                                        { "atLeast": 3, "delay": "PT0S", "priority": "low" }] }]
                                        """)))
                .singleElement()
                .asString()
                .startsWith("scores[0].score obstetric cannot be scored: ");
    }

    @Test
    void saturationLimitShiftsWithThePrescribedTarget() {
        Limit low = PolicyReader.readDefault().limits().getFirst();
        assertThat(low.beyond(89, 1)).isEqualTo(1);
        assertThat(low.beyond(89, 2)).isZero();
        assertThat(low.beyond(90, 1)).isZero();
        assertThat(low.beyond(84.9, 1)).isEqualTo(2);
        assertThat(low.beyond(59, 1)).isEqualTo(4);
        assertThat(low.insideFrom(90, 1)).isEqualTo(1);
        assertThat(low.insideFrom(91, 1)).isZero();
    }

    @Test
    void aFileReplacesIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own.json");
        Files.writeString(file, shipped().replace("ward-adult-1", "icu-3"));
        assertThat(PolicyReader.read(file).label()).isEqualTo("icu 3");
    }

    @Test
    void everyFaultIsNamedAtOnce() throws IOException {
        String broken =
                shipped()
                        .replace("\"signs\": [\"spo2\"]", "\"signs\": [\"sp02\"]")
                        .replace("\"beyond\": 85,", "\"beyond\": 95,")
                        .replace(
                                "\"beyond\": 150, \"delay\": \"PT10S\"",
                                "\"beyond\": 150, \"delay\": \"PT99S\"")
                        .replace("\"direction\": \"above\"", "\"direction\": \"beside\"")
                        .replace("\"fio2\": \"PT4H\"", "\"fio3\": \"PT4H\"");
        assertThat(problems(broken))
                .extracting(PolicyProblem::toString)
                .contains(
                        "limits[0].signs[0] sp02 is not a measured vital sign",
                        "limits[0].steps[1].beyond must lie deeper than the step before, which is 90",
                        "limits[2].direction must be one of [below, above]",
                        "limits[2].steps[1].beyond must lie deeper than the step before, which is 130",
                        "limits[2].steps[1].delay must not be longer than that of the step before",
                        "news2.freshness.fio3 is not an input of NEWS2",
                        "news2.freshness.fio2 is missing");
    }

    @Test
    void misspeltFieldIsRefusedAndNotIgnored() throws IOException {
        String broken = shipped().replace("\"clearAfter\"", "\"clearafter\"");
        assertThatThrownBy(() -> read(broken)).hasMessageContaining("clearafter");
    }

    @Test
    void contradictionsAreRefused() throws IOException {
        String shipped = shipped();
        assertThat(told(shipped.replace("\"high-heart-rate\"", "\"low-heart-rate\"")))
                .contains(
                        "limits[2].condition low-heart-rate is there twice,"
                                + " first as limits[1].condition");
        assertThat(told(beyond(shipped, 90, 900)))
                .contains("limits[0].steps[0].beyond must lie between 30 and 100");
        assertThat(told(shipped.replace("\"beyond\": 9, ", "\"beyond\": 35, ")))
                .contains(
                        "limits[4].steps[0].beyond contradicts low-respiratory-rate:"
                                + " every value would be beyond one of them");
        assertThat(told(shipped.replace("\"margin\": 1,", "\"margin\": 11,")))
                .contains(
                        "limits[0].margin leaves no plausible value that would end the condition");
        assertThat(told("{}"))
                .contains(
                        "id is missing",
                        "news2 is missing; \"off\" where it does not apply, as to children",
                        "abandonAfter is missing" + " (a duration such as PT30S)");
    }

    @Test
    void whatIsNotAPolicyAtAllIsSaidSo() {
        assertThat(told("{")).singleElement().asString().startsWith("not JSON: ");
        assertThat(told("[]")).containsExactly("a policy is a JSON object");
        assertThat(told("{} {}")).singleElement().asString().startsWith("not JSON: ");
        assertThat(told("{\"id\":\"a\",\"id\":\"b\"}"))
                .singleElement()
                .asString()
                .startsWith("not JSON: Duplicate");
    }

    @Test
    void durationsAreTextsOfISO8601() throws IOException {
        String shipped = shipped();
        assertThat(told(shipped.replace("\"abandonAfter\": \"PT30M\"", "\"abandonAfter\": 1800")))
                .contains("abandonAfter must be a duration such as PT30S, in quotes");
        assertThat(told(shipped.replace("\"delay\": \"PT20S\", ", "")))
                .contains(
                        "limits[3].steps[0].delay is missing"
                                + " (a duration such as PT15S; PT0S for at once)");
        assertThat(told(shipped.replace("\"delay\": \"PT20S\"", "\"delay\": \"-PT20S\"")))
                .contains("limits[3].steps[0].delay must not be negative");
        assertThat(told(shipped.replace("\"delay\": \"PT20S\"", "\"delay\": \"20 s\"")))
                .contains(
                        "limits[3].steps[0].delay must be a duration such as PT30S, PT5M or PT4H");
        assertThat(told(shipped.replace("\"PT8H\"", "\"P30D\"")))
                .contains("news2.abandonAfter must not be longer than 7 days");
    }

    @Test
    void everyKindOfRuleIsRead() throws IOException {
        Policy policy = read(with(KINDS));
        assertThat(policy.scores())
                .singleElement()
                .satisfies(score -> {
                    assertThat(score.score()).isEqualTo("mews");
                    assertThat(score.bands().getFirst().atLeast()).isEqualTo(5);
                    assertThat(score.freshness()).containsOnlyKeys("heart-rate");
                });
        assertThat(policy.trends().getFirst().steps().getFirst().perHour()).isEqualTo(8);
        assertThat(policy.baselines().getFirst().leastSpread()).isEqualTo(3);
        assertThat(policy.combinations())
                .as("whoever is needed comes first")
                .extracting(CombinationPolicy::condition)
                .containsExactly("failing-lungs", "worsening");
        assertThat(policy.combinations().getFirst().atLeast()).isEqualTo(2);
        assertThat(policy.combinations().getLast().atLeast()).isEqualTo(1);
        assertThat(policy.technical().silence())
                .extracting(TechnicalPolicy.Silence::condition)
                .containsExactly("silent-spo2", "silent-device");
        assertThat(policy.technical().lowBattery().orElseThrow().below()).isEqualTo(20);
        QualityRules usual = QualityRulesReader.shipped();
        assertThat(policy.quality().pulse().apart()).isEqualTo(30);
        assertThat(policy.quality().flatLine()).isEqualTo(usual.flatLine());
        assertThat(policy.quality().signs()).hasSameSizeAs(usual.signs());
        assertThat(policy.quality().signs())
                .filteredOn(rule -> rule.sign() == VitalSign.SPO2)
                .singleElement()
                .extracting(SignRule::step)
                .isEqualTo(9.0);
        assertThat(policy.lateness()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void faultsOfEveryKindOfRuleAreNamed() throws IOException {
        String broken =
                KINDS.replace("\"mews\"", "\"sofa\"")
                        .replace("\"confidence\": 0.95", "\"confidence\": 1.5")
                        .replace("\"perHour\": 8", "\"perHour\": -8")
                        .replace("\"leastSpread\": 3", "\"leastSpread\": 0")
                        .replace("\"failing-lungs\" }", "\"failing-longs\" }")
                        .replace("\"device\": \"any\"", "\"device\": \"m1\"")
                        .replace("\"below\": 20", "\"below\": 200")
                        .replace("\"apart\"", "\"appart\"")
                        .replace("\"usualLow\": 92", "\"usualLow\": 100");
        assertThat(told(with(broken)))
                .contains(
                        "trends[0].steps[0].perHour must lie between 0 and 1260000",
                        "trends[0].confidence must lie between 0.5 and 0.9999",
                        "baselines[0].leastSpread must be positive: nobody is perfectly steady",
                        "combinations[0].any[0].condition failing-longs is not a condition of this"
                                + " policy",
                        "technical.silence[1].device must be any",
                        "technical.lowBattery.below must lie between 1 and 99",
                        "quality.pulse.appart is not a field of a policy here",
                        "quality.signs[0].usualHigh must be more than usualLow")
                .anyMatch(
                        problem -> problem.startsWith("scores[0].score sofa is not known; known"));
    }

    @Test
    void combinationsThatNeedEachOtherAreRefused() throws IOException {
        String circle =
                """
                , "combinations": [
                  { "condition": "a", "title": "A", "all": [{ "condition": "b" }],
                    "delay": "PT0S", "priority": "low" },
                  { "condition": "b", "title": "B", "any": [{ "condition": "c" }],
                    "delay": "PT0S", "priority": "low" },
                  { "condition": "c", "title": "C", "any": [{ "condition": "a" }],
                    "delay": "PT0S", "priority": "low" },
                  { "condition": "d", "title": "D", "any": [{ "condition": "d" }],
                    "delay": "PT0S", "priority": "low" }]
                """;
        assertThat(told(with(circle)))
                .containsExactly(
                        "combinations[0].condition needs itself: a needs b needs c needs a",
                        "combinations[3].condition needs itself: d needs d");
    }

    @Test
    void combinationsThatCannotHoldAreRefused() throws IOException {
        String impossible =
                """
                , "combinations": [
                  { "condition": "a", "title": "A", "delay": "PT0S", "priority": "low",
                    "all": [{ "sign": "spo2", "below": 88 }, { "sign": "spo2", "above": 92 }] },
                  { "condition": "b", "title": "B", "delay": "PT0S", "priority": "low",
                    "atLeast": 3, "of": [{ "sign": "spo2", "below": 88 }, { "score": "mews", "atLeast": 5 }] },
                  { "condition": "c", "title": "C", "delay": "PT0S", "priority": "low" },
                  { "condition": "d", "title": "D", "delay": "PT0S", "priority": "low",
                    "any": [{ "sign": "spo2", "below": 88 }, { "sign": "spo2", "below": 88 }, {}] }]
                """;
        assertThat(told(with(impossible)))
                .containsExactly(
                        "combinations[0].all can never hold: a sign cannot be below the one and"
                                + " above the other",
                        "combinations[1].of[1].score mews is not scored by this policy, only"
                                + " [news2]",
                        "combinations[1].atLeast must lie between 1 and 2",
                        "combinations[2] must have one of all, any, or atLeast with of",
                        "combinations[3].any[1] is there twice",
                        "combinations[3].any[2] must have one of [condition, sign, score, trend,"
                                + " deviation]");
    }

    private static final String KINDS =
            """
            , "lateness": "PT8S",
            "scores": [{ "score": "mews", "freshness": { "heart-rate": "PT2M" }, "median": "PT1M",
              "bands": [{ "atLeast": 5, "delay": "PT60S", "priority": "medium" }] }],
            "trends": [{ "condition": "rising-heart-rate", "title": "Heart rate rises",
              "signs": ["heart-rate"], "direction": "rising", "window": "PT2H", "confidence": 0.95,
              "steps": [{ "perHour": 8, "delay": "PT10M", "priority": "low" }] }],
            "baselines": [{ "condition": "unusual-breathing", "title": "Breathes unusually fast",
              "signs": ["respiratory-rate"], "direction": "above", "leastSpread": 3,
              "steps": [{ "deviations": 4, "delay": "PT10M", "priority": "low" }] }],
            "combinations": [
              { "condition": "worsening", "title": "Worsens", "delay": "PT1M", "priority": "medium",
                "any": [{ "condition": "failing-lungs" }, { "score": "mews", "atLeast": 6 }] },
              { "condition": "failing-lungs", "title": "Lungs fail", "delay": "PT1M",
                "priority": "medium", "atLeast": 2, "of": [
                  { "sign": "spo2", "below": 92 },
                  { "trend": "respiratory-rate", "direction": "rising", "perHour": 4 },
                  { "deviation": "respiratory-rate", "direction": "above", "deviations": 3,
                    "leastSpread": 2 }] }],
            "technical": {
              "silence": [{ "signs": ["spo2"], "after": "PT5M", "priority": "low" },
                          { "device": "any", "after": "PT15M", "priority": "medium" }],
              "artefactRate": { "share": 0.5, "window": "PT10M", "delay": "PT5M", "priority": "low" },
              "lowBattery": { "below": 20, "priority": "low" },
              "clock": { "offBy": "PT2M", "priority": "low" } },
            "quality": { "pulse": { "apart": 30 }, "signs": [{ "sign": "spo2", "step": 9,
              "perSecond": 1, "confirmAfter": "PT10S", "usualLow": 92, "usualHigh": 100,
              "source": "ours" }] }
            """;

    /** The shipped policy with more fields at its end. */
    private static String with(String fields) throws IOException {
        String shipped = shipped();
        return shipped.substring(0, shipped.lastIndexOf('}')) + fields + "}";
    }

    private static String beyond(String policy, int from, int to) {
        return policy.replaceFirst("\"beyond\": " + from + ",", "\"beyond\": " + to + ",");
    }

    private static List<PolicyProblem> problems(String json) {
        try {
            read(json);
            return List.of();
        } catch (InvalidPolicyException e) {
            return e.problems();
        }
    }

    private static List<String> told(String json) {
        return problems(json).stream().map(PolicyProblem::toString).toList();
    }

    private static Policy read(String json) {
        return PolicyReader.read("test", json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Limit> withoutPressures(Policy policy) {
        return policy.limits().stream()
                .filter(limit -> !limit.condition().endsWith("-pressure"))
                .toList();
    }

    private static String shipped() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(
                        PolicyReaderTest.class.getResourceAsStream("limit-policy.json"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
