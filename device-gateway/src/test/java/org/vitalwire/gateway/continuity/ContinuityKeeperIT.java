package org.vitalwire.gateway.continuity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.TestConditions;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

class ContinuityKeeperIT {

    private static final ContinuitySettings SETTINGS =
            new ContinuitySettings(
                    Duration.ofDays(30),
                    Duration.ofMinutes(5),
                    Duration.ofHours(24),
                    256,
                    // Fewer than there are devices: runs come back from the database.
                    2,
                    Duration.ZERO);

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final ServiceDatabase database = open();
    private final RunStore store = new RunStore(database);
    private final List<DeviceId> rebooted = new ArrayList<>();
    private long offset;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whateverTheBatchesTheLedgerIsTheSetOfWhatCame() {
        BatchHandler keeper = keeper("topic-1");
        Random random = new Random(7);
        List<Set<Long>> oracle = new ArrayList<>();
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        int[] sent = new int[5];
        for (int device = 0; device < 5; device++) {
            oracle.add(new HashSet<>());
        }
        for (int i = 0; i < 600; i++) {
            int device = random.nextInt(5);
            long number = random.nextInt(150);
            oracle.get(device).add(number);
            sent[device]++;
            records.add(reading("device-" + device, "b1", number));
        }
        for (int at = 0; at < records.size(); ) {
            int end = Math.min(records.size(), at + 1 + random.nextInt(60));
            keeper.handle(records.subList(at, end));
            if (random.nextInt(3) == 0) {
                // Kafka gives it again, from somewhere in its midst.
                keeper.handle(records.subList(random.nextInt(end), end));
            }
            if (random.nextInt(4) == 0) {
                keeper = keeper("topic-1");
            }
            at = end;
        }

        for (int device = 0; device < 5; device++) {
            CountedRun run = store.of("device-" + device).getFirst();
            assertThat(run.received()).isEqualTo(oracle.get(device).size());
            assertThat(run.expected())
                    .isEqualTo(
                            Collections.max(oracle.get(device))
                                    - Collections.min(oracle.get(device))
                                    + 1);
            assertThat(run.duplicates()).isEqualTo(sent[device] - oracle.get(device).size());
        }
        assertThat(rebooted).isEmpty();
    }

    @Test
    void anotherGatewaysCountIsNotOverwritten() {
        BatchHandler one = keeper("topic-1");
        BatchHandler other = keeper("topic-1");
        one.handle(List.of(reading("device-1", "b1", 1)));
        other.handle(List.of(reading("device-1", "b1", 2)));

        List<ConsumerRecord<String, byte[]>> third = List.of(reading("device-1", "b1", 3));
        assertThatThrownBy(() -> one.handle(third)).isInstanceOf(RuntimeException.class);
        one.handle(third);

        assertThat(store.of("device-1").getFirst().seen()).hasToString("1-3");
    }

    @Test
    void aTopicThatWasMadeAnewIsCountedFromItsBeginning() {
        keeper("topic-1")
                .handle(List.of(reading("device-1", "b1", 1), reading("device-1", "b1", 2)));
        offset = 0;

        keeper("topic-2").handle(List.of(reading("device-1", "b1", 3)));

        assertThat(store.of("device-1").getFirst().seen()).hasToString("1-3");
    }

    @Test
    void aDeviceThatBeginsAnewIsSaidToHaveRebooted() {
        BatchHandler keeper = keeper("topic-1");
        keeper.handle(List.of(reading("device-1", "b1", 1)));
        assertThat(rebooted).isEmpty();

        keeper.handle(List.of(reading("device-1", "b2", 1), reading("device-1", "b1", 2)));

        assertThat(rebooted).containsExactly(new DeviceId("device-1"));
        assertThat(store.of("device-1")).extracting(CountedRun::boot).contains("b1", "b2");
    }

    @Test
    void aGapIsToldAfterItsGraceAndEndsWhenItIsFilled() {
        TestConditions conditions = new TestConditions(clock);
        GapWatch watch = new GapWatch(store, conditions.conditions(), SETTINGS);
        BatchHandler keeper = keeper("topic-1");
        keeper.handle(List.of(reading("device-1", "b1", 1), reading("device-1", "b1", 4)));

        watch.look(clock.advance(Duration.ofMinutes(4)));
        assertThat(conditions.told()).isEmpty();

        watch.look(clock.advance(Duration.ofMinutes(2)));
        watch.look(clock.instant());
        assertThat(conditions.told())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.phase()).isEqualTo(Phase.STARTED);
                    assertThat(event.detail())
                            .isEqualTo("boot b1: expected 4, received 2, missing 2 at 2-3");
                });

        keeper.handle(List.of(reading("device-1", "b1", 2), reading("device-1", "b1", 3)));
        watch.look(clock.advance(Duration.ofMinutes(1)));
        assertThat(conditions.told())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.phase()).isEqualTo(Phase.ENDED);
                    assertThat(event.detail()).isEqualTo("all that was missing has come");
                });
    }

    @Test
    void aGapThatIsNeverFilledIsGivenUpAndStaysInTheLedger() {
        TestConditions conditions = new TestConditions(clock);
        GapWatch watch = new GapWatch(store, conditions.conditions(), SETTINGS);
        keeper("topic-1")
                .handle(List.of(reading("device-1", "b1", 1), reading("device-1", "b1", 3)));
        watch.look(clock.advance(Duration.ofMinutes(6)));

        watch.look(clock.advance(Duration.ofHours(24)));

        assertThat(conditions.told())
                .extracting(DeviceEvent::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(store.of("device-1").getFirst().missing()).isEqualTo(1);
        assertThat(store.totals())
                .containsKey("device-1")
                .allSatisfy((device, totals) -> {
                    assertThat(totals.received()).isEqualTo(2);
                    assertThat(totals.missing()).isEqualTo(1);
                });
    }

    private BatchHandler keeper(String topicId) {
        return new ContinuityKeeper(database, store, new Arrivals(clock), rebooted::add, SETTINGS)
                .of(new CountedOffsets(database, topicId), ContinuityConfiguration::reading);
    }

    private ConsumerRecord<String, byte[]> reading(String device, String boot, long number) {
        return new ConsumerRecord<>(
                "readings.v1",
                0,
                offset++,
                device,
                TestMessages.bytes(device, boot, number, clock.instant()));
    }

    private static ServiceDatabase open() {
        var fresh = SharedInfrastructure.newDatabase("gateway");
        return ServiceDatabase.open(
                new DatabaseSettings(fresh.jdbcUrl(), fresh.username(), fresh.password(), 2),
                "gateway",
                "classpath:db/gateway",
                new SimpleMeterRegistry());
    }
}
