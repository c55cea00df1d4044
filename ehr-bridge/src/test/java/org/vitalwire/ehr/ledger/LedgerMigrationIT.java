package org.vitalwire.ehr.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** A ledger of one target, as it was, becomes the ledger of the target {@code default}. */
class LedgerMigrationIT {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void howFarEachLineGotIsCarriedOver() {
        var fresh = SharedInfrastructure.newDatabase("ehr");
        Flyway.configure()
                .dataSource(fresh.jdbcUrl(), fresh.username(), fresh.password())
                .schemas("ehr")
                .defaultSchema("ehr")
                .locations("classpath:db/ehr")
                .target("2")
                .load()
                .migrate();
        JdbcTemplate before = new JdbcTemplate(fresh.dataSource());
        List<String> states = List.of("PENDING", "SENT", "CONFIRMED", "FAILED");
        for (int i = 0; i < states.size(); i++) {
            insert(before, i, states.get(i));
        }

        MutableClock clock = new MutableClock(MINUTE.plus(Duration.ofHours(1)));
        try (ServiceDatabase database =
                ServiceDatabase.open(
                        new DatabaseSettings(
                                fresh.jdbcUrl(), fresh.username(), fresh.password(), 2),
                        "ehr",
                        "classpath:db/ehr",
                        new SimpleMeterRegistry())) {
            DeliveryReport report = new DeliveryReport(database, clock);
            DeliveryLedger ledger = new DeliveryLedger(database, "default", clock);

            assertThat(new DeliveryTargets(database, clock).known()).containsExactly("default");
            assertThat(report.backlog("default"))
                    .isEqualTo(new DeliveryReport.Backlog(2, 1, Optional.of(MINUTE)));
            assertThat(report.failed("default", "", 10))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.error()).isEqualTo("422:invalid"));
            assertThat(ledger.dueLanes()).hasSize(1);
            assertThat(ledger.due(ledger.dueLanes().getFirst(), 10))
                    .extracting(Due::known)
                    .containsExactly(Due.Known.NOT_SENT, Due.Known.OUTCOME_UNKNOWN);
        }
    }

    private static void insert(JdbcTemplate jdbc, int number, String state) {
        Instant minute = MINUTE.plusSeconds(60L * number);
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, minute);
        samples.add(VitalSign.HEART_RATE, minute, 70);
        ChartKey key =
                new ChartKey(
                        new PatientId("p1"),
                        Optional.of(new DeviceId("d1")),
                        ChartItem.HEART_RATE,
                        minute);
        OffsetDateTime time = minute.atOffset(ZoneOffset.UTC);
        jdbc.update(
                """
                insert into ehr.observation (id, patient_id, device_id, item, minute, effective_at,
                    facts, synthetic, retrospective, revision, charted_at, state, due_at, last_error)
                values (?, 'p1', 'd1', ?, ?, ?, ?, false, false, 3, ?, ?, ?, ?)
                """,
                key.observationId(),
                ChartItem.HEART_RATE.code(),
                time,
                time,
                new ChartFacts.Measured(samples).encode(),
                time,
                state,
                time,
                state.equals("FAILED") ? "422:invalid" : null);
    }
}
