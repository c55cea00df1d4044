package org.vitalwire.alert.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;

/** Two replicas on one database. */
class WatchdogTableIT {

    private static final Instant BEAT = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void oneReplicaAtATimeSendsAndBothKnowHowFarTheBeatsAre() {
        SharedInfrastructure.startAll();
        var place = SharedInfrastructure.newDatabase("alert");
        try (ServiceDatabase database =
                ServiceDatabase.open(
                        new DatabaseSettings(
                                place.jdbcUrl(), place.username(), place.password(), 2),
                        "alert",
                        "classpath:db/alert",
                        new SimpleMeterRegistry())) {
            WatchdogTable one = new WatchdogTable(database.jdbc());
            WatchdogTable other = new WatchdogTable(database.jdbc());

            assertThat(one.claim()).isTrue();
            assertThat(other.claim()).isFalse();
            assertThat(one.claim()).isTrue();

            one.published(BEAT);
            assertThat(other.sightings().newest()).isEqualTo(Map.of(Stage.PUBLISH, BEAT));
            long beat = one.nextBeat();

            one.release();
            assertThat(other.claim()).isTrue();
            assertThat(one.claim()).isFalse();
            assertThat(other.nextBeat()).isEqualTo(beat + 1);

            // As when the one that sends is killed and its lease runs out.
            database.jdbc().sql("update watchdog set lease_until = now()").update();
            assertThat(one.claim()).isTrue();
        }
    }
}
