package org.vitalwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;

class SharedInfrastructureIT {

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
    }

    @Test
    void recordsOutliveAnOutageOfTheBroker() {
        FaultableKafka kafka = SharedInfrastructure.kafka();
        String topic = kafka.newTopic("outage", 3);
        KafkaProbe probe = kafka.probe();
        probe.produce(topic, "p1", bytes("before"), Map.of("event-type", "test"));
        String address = kafka.bootstrapServers();

        kafka.whileStopped(() -> assertThat(Ports.isFree(portOf(address))).isTrue());
        probe.produce(topic, "p2", bytes("after"));

        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        assertThat(probe.await(topic, 2))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("p1", "p2");
        assertThat(KafkaProbe.header(probe.read(topic).getFirst(), "event-type")).isIn("test", "");
    }

    @Test
    void probeSaysHowManyRecordsThereWereInsteadOfTheWantedOnes() {
        FaultableKafka kafka = SharedInfrastructure.kafka();
        String topic = kafka.newTopic("few", 1);
        kafka.probe().produce(topic, "k", bytes("v"));

        assertThatThrownBy(() -> kafka.probe().await(topic, 2, any -> true, Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 2");
        assertThatThrownBy(
                        () -> kafka.probe().await("absent", 1, any -> true, Duration.ofMillis(300)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 of 1");
    }

    @Test
    void readingsTravelAsTheContractsSay() {
        FaultableKafka kafka = SharedInfrastructure.kafka();
        kafka.createContractTopics(2);
        Reading reading =
                TestReading.of("monitor-1", Instant.parse("2026-11-22T10:00:00Z"))
                        .patient("p1")
                        .bed("3-12")
                        .value(VitalSign.HEART_RATE, 72)
                        .value(VitalSign.SPO2, 97, ValueFlag.QUESTIONABLE)
                        .build();

        kafka.events().publish(reading);

        assertThat(kafka.events().awaitOne(EventCodecs.READING, reading::equals))
                .isEqualTo(reading);
        assertThat(kafka.events().read(EventCodecs.READING)).contains(reading);
    }

    @Test
    void topicsCanBeDeleted() {
        FaultableKafka kafka = SharedInfrastructure.kafka();
        String topic = kafka.newTopic("short-lived", 1);

        kafka.deleteTopics(topic, "never-existed");

        assertThat(kafka.topics()).doesNotContain(topic);
    }

    @Test
    void eachDatabaseIsEmptyAndItsOwnersAlone() throws SQLException {
        ServiceDatabase first = SharedInfrastructure.newDatabase("ingest");
        ServiceDatabase second = SharedInfrastructure.newDatabase("ingest");
        execute(first, "CREATE TABLE sample (id int)");
        execute(second, "CREATE TABLE sample (id int)");

        ServiceDatabase intruder =
                new ServiceDatabase(second.jdbcUrl(), first.username(), first.password(), "ingest");

        assertThatThrownBy(() -> execute(intruder, "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void servicesInOneDatabaseDoNotReachEachOther() throws SQLException {
        ServiceDatabase ingest = SharedInfrastructure.newDatabase("ingest");
        ServiceDatabase alert = SharedInfrastructure.addService(ingest, "alert");
        execute(ingest, "CREATE TABLE sample (id int)");
        execute(alert, "CREATE TABLE episode (id int)");

        assertThatThrownBy(() -> execute(alert, "SELECT * FROM ingest.sample"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(alert, "CREATE TABLE public.t (id int)"))
                .isInstanceOf(SQLException.class);
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
