package org.vitalwire.analytics.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.UsualFreshness;
import org.vitalwire.analytics.score.Refusal.Reason;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;

class ScoreEngineTest {

    private static final long MINUTE = 60_000_000L;
    private static final long NOW = EventTime.micros(Instant.parse("2026-11-23T12:00:00Z"));
    private static final long NOW_MINUTE = NOW / MINUTE;

    @Test
    void aCompleteScoreHasATotalAndItsArithmetic() {
        ScoreResult result = at(0, "mews", severelyIll());

        assertThat(result.total()).hasValue(8);
        assertThat(result.lowerBound()).isEqualTo(8);
        assertThat(result.upperBound()).isEqualTo(8);
        assertThat(result.risk()).hasValue("trigger");
        assertThat(result.explain())
                .isEqualTo(
                        "total 8: respiratory rate 22 /min (2), systolic pressure 90 mmHg (1),"
                                + " temperature 34.0 °C (2), consciousness U (3)");
    }

    @Test
    void aPartialTotalIsNeverATotal() {
        ScoreResult result =
                at(
                        0,
                        "mews",
                        new KnownFeatures().with("heart-rate", 135).with("respiratory-rate", 32));

        assertThat(result.total()).isEmpty();
        assertThat(result.isComplete()).isFalse();
        assertThat(result.lowerBound()).isEqualTo(6);
        assertThat(result.upperBound()).isEqualTo(6 + 3 + 2 + 3);
        assertThat(result.missing())
                .containsExactly("systolic-pressure", "temperature", "consciousness");
        assertThat(result.explain())
                .startsWith("at least 6: ")
                .endsWith("not known: systolic pressure, temperature, consciousness");
    }

    @Test
    void aStaleInputIsMissingFromThatMomentOn() {
        KnownFeatures patient = severelyIll();
        ScoreEngine mews = engine("mews");

        assertThat(mews.score(patient, Optional.empty(), 5 * MINUTE - 1).isComplete()).isTrue();
        ScoreResult later = mews.score(patient, Optional.empty(), 5 * MINUTE);
        assertThat(later.missing()).containsExactly("respiratory-rate", "pulse");
        assertThat(mews.scoreLenient(patient, Optional.empty(), 5 * MINUTE).isComplete()).isTrue();
        assertThat(mews.scoreLenient(patient, Optional.empty(), 10 * MINUTE).isComplete())
                .isFalse();
    }

    @Test
    void whatHasOnlyAgedIsNoScoreOfAnEarlierTime() {
        KnownFeatures patient = severelyIll().with("heart-rate", 77, 30);
        assertThat(at(50, "mews", patient).missing()).contains("pulse");
        assertThat(engine("mews").newestAt(patient)).isEqualTo(30 * MINUTE);
        assertThat(engine("mews").newestAt(new KnownFeatures())).isEqualTo(EventTime.NEVER);
    }

    @Test
    void thePolicyDecidesHowLongAnInputCounts() {
        ScoreEngine mews =
                new ScoreEngine(
                        definition("mews"),
                        Map.of(
                                "respiratory-rate",
                                Duration.ofHours(1),
                                "heart-rate",
                                Duration.ofHours(1)));

        assertThat(mews.score(severelyIll(), Optional.empty(), 59 * MINUTE).isComplete()).isTrue();
        assertThat(mews.score(severelyIll(), Optional.empty(), 60 * MINUTE).isComplete()).isFalse();
    }

    @Test
    void aComponentSaysValueAgeAndHowLongItIsTrue() {
        Score.Component pulse = at(1, "mews", severelyIll()).components().get(2);

        assertThat(pulse.name()).isEqualTo("pulse");
        assertThat(pulse.maxPoints()).isEqualTo(3);
        assertThat(pulse.input())
                .hasValueSatisfying(input -> {
                    assertThat(input.value()).isEqualTo(77);
                    assertThat(input.measuredAt()).isEqualTo(Instant.EPOCH);
                    assertThat(input.validUntil()).isEqualTo(Instant.EPOCH.plusSeconds(300));
                });
    }

    @Test
    void theFirstFreshSourceCounts() {
        KnownFeatures both = severelyIll().with("pulse-rate", 140);
        assertThat(at(0, "mews", both).total()).hasValue(8);

        KnownFeatures pulseOnly = severelyIll().with("heart-rate", 77, -6).with("pulse-rate", 140);
        assertThat(at(0, "mews", pulseOnly).total()).hasValue(11);
    }

    @Test
    void theNewestTemperatureOfAnySiteCounts() {
        KnownFeatures patient = severelyIll().with("temperature-tympanic", 37, 1);
        assertThat(at(2, "mews", patient).total()).hasValue(6);
    }

    @Test
    void oxygenByFlowOrFractionUntilOneIsNewerByAQuarterOfAnHour() {
        KnownFeatures patient = new KnownFeatures().with("oxygen-flow", 0, 0).with("fio2", 40, 0);
        assertThat(at(0, "news", patient).lowerBound()).isEqualTo(2);

        KnownFeatures takenOff = new KnownFeatures().with("oxygen-flow", 0, 16).with("fio2", 40, 0);
        assertThat(at(16, "news", takenOff).lowerBound()).isZero();
    }

    @Test
    void thisOrThatIsOpenUntilOneIsMetOrAllAreKnown() {
        assertThat(at(0, "sirs", breathing(18)).missing()).contains("respiration");
        assertThat(at(0, "sirs", breathing(24)).lowerBound()).isEqualTo(1);
        assertThat(at(0, "sirs", breathing(18).with("paco2", 40)).missing())
                .doesNotContain("respiration");
        assertThat(at(0, "sirs", breathing(18).with("paco2", 40)).lowerBound()).isZero();
        assertThat(at(0, "sirs", breathing(18).with("paco2", 30)).lowerBound()).isEqualTo(1);
    }

    private static KnownFeatures breathing(double rate) {
        return new KnownFeatures().with("respiratory-rate", rate);
    }

    @Test
    void withoutLaboratorySirsIsHonestAboutWhatItCannotKnow() {
        ScoreResult result =
                at(
                        0,
                        "sirs",
                        new KnownFeatures()
                                .with("respiratory-rate", 18)
                                .with("heart-rate", 80)
                                .with("temperature", 37));
        assertThat(result.total()).isEmpty();
        assertThat(result.lowerBound()).isZero();
        assertThat(result.upperBound()).isEqualTo(2);
        assertThat(result.missing()).containsExactly("respiration", "white-cells");
    }

    @Test
    void alteredMentationByComaScoreOrLetter() {
        KnownFeatures patient =
                new KnownFeatures().with("respiratory-rate", 22).with("systolic-pressure", 100);
        assertThat(at(0, "qsofa", patient).missing()).containsExactly("mentation");
        assertThat(at(0, "qsofa", patient.with("gcs", 15)).total()).hasValue(2);
        assertThat(at(0, "qsofa", patient.with("consciousness", 1)).total()).hasValue(3);
    }

    @Test
    void theShockIndexIsAValueWithPoints() {
        KnownFeatures patient =
                new KnownFeatures().with("heart-rate", 70, 1).with("systolic-pressure", 80, 0);
        ScoreResult result = at(1, "shock-index", patient);

        assertThat(result.total()).hasValue(0);
        assertThat(value(result)).isEqualTo(0.88);
        assertThat(engine("shock-index").newestAt(patient)).isEqualTo(MINUTE);
        assertThat(result.evidence())
                .extracting(evidence -> evidence.sign())
                .containsExactly(VitalSign.HEART_RATE, VitalSign.SYSTOLIC_PRESSURE);
        Score.Input input = result.components().getFirst().input().orElseThrow();
        assertThat(input.measuredAt()).isEqualTo(Instant.EPOCH);
        assertThat(input.validUntil()).isEqualTo(Instant.EPOCH.plusSeconds(6 * 60));
    }

    @Test
    void aPressureOfLongAgoMakesNoShockIndex() {
        KnownFeatures patient =
                new KnownFeatures().with("heart-rate", 120, 15).with("systolic-pressure", 80, 0);
        assertThat(at(15, "shock-index", patient).isEmpty()).isTrue();
    }

    @Test
    void noPressureMakesNoShockIndex() {
        KnownFeatures patient =
                new KnownFeatures().with("heart-rate", 120).with("systolic-pressure", 0);
        assertThat(at(0, "shock-index", patient).isEmpty()).isTrue();
    }

    @Test
    void theDevicesOwnMeanGoesBeforeOurs() {
        KnownFeatures cuff =
                new KnownFeatures().with("systolic-pressure", 90).with("diastolic-pressure", 50);
        assertThat(value(at(0, "map", cuff))).isEqualTo(63);
        assertThat(at(0, "map", cuff).total()).hasValue(2);

        cuff.with("mean-pressure", 66);
        assertThat(value(at(0, "map", cuff))).isEqualTo(66);
        assertThat(at(0, "map", cuff).total()).hasValue(1);

        cuff.with("invasive-mean-pressure", 72);
        assertThat(at(0, "map", cuff).total()).hasValue(0);
    }

    @Test
    void pressuresOfTwoMeasurementsMakeNoMean() {
        KnownFeatures patient =
                new KnownFeatures()
                        .with("systolic-pressure", 90, 0)
                        .with("diastolic-pressure", 50, 1);
        assertThat(at(1, "map", patient).isEmpty()).isTrue();
    }

    @Test
    void aValueThatIsNoNumberIsMissing() {
        KnownFeatures patient = severelyIll().with("heart-rate", Double.NaN);
        assertThat(at(0, "mews", patient).missing()).containsExactly("pulse");
    }

    @Test
    void bedsidePewsRefusesWithoutAnAge() {
        ScoreResult result = engine("bedside-pews").score(child(), Optional.empty(), NOW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.AGE_UNKNOWN));
        assertThat(result.total()).isEmpty();
        assertThat(result.lowerBound()).isZero();
        assertThat(result.explain()).contains("birth date is not known");
        assertThat(result.components())
                .hasSize(7)
                .allSatisfy(component -> assertThat(component.input()).isEmpty());
    }

    @Test
    void theBirthdayBeginsTheNextBand() {
        assertThat(pews("2026-08-24").ageRange()).hasValue("under 3 months");
        assertThat(pews("2026-08-23").ageRange()).hasValue("3 to 11 months");
        assertThat(pews("2025-11-24").ageRange()).hasValue("3 to 11 months");
        assertThat(pews("2025-11-23").ageRange()).hasValue("1 to 3 years");
        assertThat(pews("2022-11-24").ageRange()).hasValue("1 to 3 years");
        assertThat(pews("2022-11-23").ageRange()).hasValue("4 to 11 years");
        assertThat(pews("2014-11-24").ageRange()).hasValue("4 to 11 years");
        assertThat(pews("2014-11-23").ageRange()).hasValue("12 years and over");
        assertThat(pews("2008-11-24").ageRange()).hasValue("12 years and over");
        assertThat(pews("2008-11-23"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.AGE_OUTSIDE));
    }

    @Test
    void whoIsNotBornYetIsOfNoAge() {
        assertThat(pews("2026-11-24")).isInstanceOf(Refusal.class);
    }

    @Test
    void theAgeDecidesTheBands() {
        // 145 /min, 85 mmHg, 35 /min: usual for an infant, ill at ten.
        assertThat(pews("2026-10-01").lowerBound()).isEqualTo(1);
        assertThat(pews("2016-10-01").lowerBound()).isEqualTo(2 + 1 + 1);
        assertThat(pews("2016-10-01").upperBound()).isEqualTo(4 + 4 + 4 + 2 + 4);
    }

    @Test
    void tablesForAdultsRefuseAChildWhoIsKnownToBeOne() {
        for (String score : List.of("news", "mews", "qsofa", "sirs", "shock-index")) {
            assertThat(
                            engine(score)
                                    .score(
                                            severelyIll(),
                                            Optional.of(LocalDate.parse("2016-10-01")),
                                            NOW))
                    .as(score)
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void theSlotsRefuseToGuess() {
        for (String slot : List.of("paediatric-national", "obstetric")) {
            ScoreResult result =
                    engine(slot).score(child(), Optional.of(LocalDate.parse("2016-10-01")), NOW);
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NO_TABLE));
            assertThat(result.explain()).contains("load");
            // Who knows nothing of refusals must not read it as a complete score of 0.
            assertThat(result.components()).isNotEmpty();
        }
    }

    @Test
    void anIndexOfTrendsAndUsualsIsATableLikeOthers() {
        ScoreDefinition index =
                ScoreTables.read(
                        "index",
                        """
                        {"score": "early-index", "title": "Index", "edition": "1", "source": "ours",
                         "parameters": [
                          {"name": "rate", "sources": [{"inputs": ["respiratory-rate"],
                           "bands": [{"upTo": 20, "points": 0}, {"points": 2}]}]},
                          {"name": "rate-rising", "sources": [{"inputs": ["slope:respiratory-rate"],
                           "bands": [{"below": 1.5, "points": 0}, {"points": 3}]}]},
                          {"name": "pulse-unusual", "sources": [{"inputs": ["deviation:heart-rate"],
                           "bands": [{"below": -3, "points": 1}, {"upTo": 3, "points": 0},
                                     {"points": 1}]}]}]}
                        """
                                .getBytes(StandardCharsets.UTF_8));
        ScoreResult result =
                new ScoreEngine(index)
                        .score(
                                new KnownFeatures()
                                        .with("respiratory-rate", 21)
                                        .with("slope:respiratory-rate", 1.5)
                                        .with("deviation:heart-rate", -3.5),
                                Optional.empty(),
                                1);

        assertThat(result.total()).hasValue(6);
        assertThat(result.explain())
                .isEqualTo(
                        "total 6: rate 21 /min (2), rate rising +1.5 /min per hour (3),"
                                + " pulse unusual -3.5 deviations from the usual (1)");
        assertThat(index.inputs())
                .containsExactly(
                        "deviation:heart-rate", "respiratory-rate", "slope:respiratory-rate");
    }

    @Test
    void whatIsToldSaysTableAgeInputsAndRefusal() {
        PatientId patient = new PatientId("P1");
        Score pews = pews("2016-10-01").told(patient, NOW, false, true, "m1");
        assertThat(pews.spo2Scale()).isZero();
        assertThat(pews.synthetic()).isTrue();
        assertThat(pews.measuredAt()).isEqualTo(EventTime.instant(NOW));
        assertThat(pews.table())
                .hasValue(
                        new Score.Table(
                                "Parshuram 2009",
                                Optional.of("4 to 11 years"),
                                List.of(new Score.Risk("trigger", 8))));
        assertThat(pews.asOf(pews.measuredAt()).lowerBound()).isEqualTo(4);
        assertThat(pews.asOf(pews.measuredAt()).isComplete()).isFalse();

        Score index =
                at(
                                0,
                                "shock-index",
                                new KnownFeatures()
                                        .with("pulse-rate", 100)
                                        .with("invasive-systolic-pressure", 80))
                        .told(patient, 0, true, false, "m1");
        assertThat(index.retrospective()).isTrue();
        assertThat(index.components().getFirst().input().orElseThrow().input())
                .hasValue("ratio:pulse-rate/invasive-systolic-pressure");
        assertThat(index.riskOf(index.asOf(Instant.EPOCH))).hasValue("high");

        Score refused =
                engine("obstetric")
                        .score(child(), Optional.empty(), NOW)
                        .told(patient, NOW, false, false, "m1");
        assertThat(refused.refusal())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("no-table"));
        assertThat(refused.asOf(EventTime.instant(NOW)).total()).isEmpty();
        assertThat(EventCodecs.SCORE.decode(EventCodecs.SCORE.encode(refused))).isEqualTo(refused);
    }

    @Test
    void inputsCountForAsLongAsInPoliciesThatDoNotSay() {
        for (VitalSign sign : VitalSign.values()) {
            assertThat(DeclaredInputs.shipped().validFor(sign.code()))
                    .as(sign.code())
                    .isEqualTo(EventTime.micros(UsualFreshness.of(sign)));
        }
    }

    @Test
    void theSignatureChangesWithPointsPresenceAndAge() {
        long whole = at(0, "mews", severelyIll()).signature();
        assertThat(at(0, "mews", severelyIll().with("heart-rate", 78)).signature())
                .isEqualTo(whole);
        assertThat(at(0, "mews", severelyIll().with("heart-rate", 101)).signature())
                .isNotEqualTo(whole);
        assertThat(at(5, "mews", severelyIll()).signature()).isNotEqualTo(whole);
        assertThat(pews("2014-11-23").signature()).isNotEqualTo(pews("2014-11-24").signature());
    }

    private static ScoreResult pews(String bornOn) {
        return engine("bedside-pews").score(child(), Optional.of(LocalDate.parse(bornOn)), NOW);
    }

    private static KnownFeatures child() {
        return new KnownFeatures()
                .with("heart-rate", 145, NOW_MINUTE)
                .with("systolic-pressure", 85, NOW_MINUTE)
                .with("respiratory-rate", 35, NOW_MINUTE);
    }

    private static KnownFeatures severelyIll() {
        return new KnownFeatures()
                .with("heart-rate", 77)
                .with("respiratory-rate", 22)
                .with("consciousness", 4)
                .with("temperature", 34)
                .with("systolic-pressure", 90);
    }

    private static double value(ScoreResult result) {
        return result.components().getFirst().input().orElseThrow().value();
    }

    private static ScoreResult at(long minute, String score, Features patient) {
        return engine(score).score(patient, Optional.empty(), minute * MINUTE);
    }

    private static ScoreEngine engine(String score) {
        return new ScoreEngine(definition(score));
    }

    private static ScoreDefinition definition(String score) {
        return ScoreTables.shipped().find(score).orElseThrow();
    }
}
