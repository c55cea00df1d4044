package org.vitalwire.ehr.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.ChartingPolicy.ItemPolicy;
import org.vitalwire.ehr.policy.Decision.Reason;

class ChartingPolicyTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final ChartingPolicy FIVE =
            new ChartingPolicy(5, Map.of(), Optional.of(AroundAlerts.DEFAULT));

    private static Instant minute(int minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }

    private static TargetPolicies settings(String... properties) {
        MockEnvironment environment = new MockEnvironment();
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            environment.setProperty("vitalwire.ehr." + parts[0], parts[1]);
        }
        return Binder.get(environment).bindOrCreate("vitalwire.ehr", TargetPolicies.class);
    }

    @Test
    void unlessAHospitalSaysOtherwiseEveryMinuteIsWritten() {
        ChartingPolicy policy = settings().of("default");

        assertThat(policy).isEqualTo(ChartingPolicy.BY_THE_MINUTE);
        assertThat(policy.writesEverything()).isTrue();
        assertThat(policy.decide(ChartItem.HEART_RATE, TEN, List.of()))
                .isEqualTo(Decision.alone(Reason.BY_THE_MINUTE));
    }

    @Test
    void aSignThatIsMeasuredAllTheTimeIsOneLineForFiveMinutes() {
        for (int minute = 5; minute < 10; minute++) {
            assertThat(FIVE.decide(ChartItem.SPO2, minute(minute), List.of()))
                    .isEqualTo(
                            new Decision(Reason.IN_AGGREGATE, Optional.of(new Span(minute(5), 5))));
        }
    }

    @Test
    void cuffPressuresAndScoresAreWrittenAtOnce() {
        assertThat(FIVE.decide(ChartItem.BLOOD_PRESSURE, minute(3), List.of()))
                .isEqualTo(Decision.alone(Reason.SPOT_CHECK));
        assertThat(FIVE.decide(ChartItem.NEWS2, minute(3), List.of()))
                .isEqualTo(Decision.alone(Reason.SCORE));
    }

    @Test
    void aroundAnAlertEachMinuteStandsByItselfBesideTheCoarserLine() {
        List<Opened> alerts = List.of(new Opened(minute(30).plusSeconds(20), Priority.MEDIUM));

        assertThat(FIVE.decide(ChartItem.SPO2, minute(14), alerts).isWritten()).isFalse();
        // 10:15:20 is in this one.
        assertThat(FIVE.decide(ChartItem.SPO2, minute(15), alerts))
                .isEqualTo(new Decision(Reason.AROUND_ALERT, Optional.of(new Span(minute(15), 5))));
        assertThat(FIVE.decide(ChartItem.SPO2, minute(90), alerts).isWritten()).isTrue();
        assertThat(FIVE.decide(ChartItem.SPO2, minute(91), alerts).isWritten()).isFalse();
    }

    @Test
    void anAlertOfLowPriorityChangesNothing() {
        List<Opened> alerts = List.of(new Opened(minute(30), Priority.LOW));

        assertThat(FIVE.decide(ChartItem.SPO2, minute(30), alerts).isWritten()).isFalse();
    }

    @Test
    void anItemMayHaveRulesOfItsOwn() {
        ChartingPolicy policy =
                settings(
                                "targets.archive.charting.every=5m",
                                "targets.archive.charting.items.temperature.every=15m",
                                "targets.archive.charting.items.fio2.every=15m",
                                "targets.archive.charting.items.heart-rate.every=1m",
                                "targets.archive.charting.items.perfusion-index.written=false",
                                "targets.archive.charting.around-alerts.priorities=HIGH",
                                "targets.archive.charting.around-alerts.before=5m")
                        .of("archive");

        assertThat(policy.aroundAlerts())
                .hasValue(
                        new AroundAlerts(
                                Set.of(Priority.HIGH),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(60)));
        assertThat(policy.decide(ChartItem.TEMPERATURE, minute(20), List.of()).span())
                .hasValue(new Span(minute(15), 15));
        assertThat(policy.decide(ChartItem.FIO2, minute(20), List.of()).span())
                .hasValue(new Span(minute(15), 15));
        assertThat(policy.decide(ChartItem.HEART_RATE, minute(20), List.of()))
                .isEqualTo(Decision.alone(Reason.BY_THE_MINUTE));
        assertThat(policy.decide(ChartItem.PERFUSION_INDEX, minute(20), List.of()))
                .isEqualTo(Decision.alone(Reason.ITEM_NOT_WRITTEN));
        assertThat(policy.writesEverything()).isFalse();
    }

    @Test
    void anAlertNeverTakesAwayWhatIsWrittenWithoutIt() {
        List<Opened> alerts = List.of(new Opened(minute(30), Priority.HIGH));
        for (ChartItem item : ChartItem.values()) {
            for (int minute = 0; minute < 120; minute++) {
                Decision without = FIVE.decide(item, minute(minute), List.of());
                Decision with = FIVE.decide(item, minute(minute), alerts);
                assertThat(with.isWritten() || !without.isWritten()).isTrue();
                assertThat(with.span()).isEqualTo(without.span());
            }
        }
    }

    @Test
    void linesOfDifferentLengthsAreDifferentResources() {
        ChartKey key =
                new ChartKey(
                        new PatientId("p-1"),
                        Optional.of(new DeviceId("d-1")),
                        ChartItem.SPO2,
                        TEN);

        String five = new Span(TEN, 5).resourceId(key);
        assertThat(List.of(key.observationId(), five, new Span(TEN, 15).resourceId(key)))
                .doesNotHaveDuplicates();
        // Part of the identity of what hospitals have: never to change.
        assertThat(five).isEqualTo("vw-a7a60078624a33272102fce487d07c15");
    }

    @Test
    void rulesThatMakeNoSenseAreRefusedAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChartingPolicy(7, Map.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ChartingPolicy(
                                1,
                                Map.of(ChartItem.NEWS2, new ItemPolicy(true, Optional.of(5))),
                                Optional.empty()));
        assertThatThrownBy(() -> settings("target.charting.every=90s"))
                .rootCause()
                .hasMessage("charting: every is in full minutes");
        assertThatThrownBy(() -> settings("target.charting.around-alerts.before=2h"))
                .rootCause()
                .hasMessageContaining("before an alert");
    }
}
