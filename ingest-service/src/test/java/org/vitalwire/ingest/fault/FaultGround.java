package org.vitalwire.ingest.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.embedded.EmbeddedKafka;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import org.vitalwire.embedded.ServiceDatabase;

/**
 * A Kafka and a PostgreSQL of the suite's own, as durable as in production, that may be stopped and
 * killed. PostgreSQL's disk is small where this user may mount one.
 */
final class FaultGround implements AutoCloseable {

    static final int PARTITIONS = 3;
    private static final String GROUP = "ingest";

    private final SmallDisk disk;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgreSql postgres;
    private final ServiceDatabase database;
    private final JdbcClient jdbc;

    private FaultGround(
            SmallDisk disk,
            EmbeddedKafka kafka,
            EmbeddedPostgreSql postgres,
            ServiceDatabase database) {
        this.disk = disk;
        this.kafka = kafka;
        this.postgres = postgres;
        this.database = database;
        this.jdbc = JdbcClient.create(database.dataSource());
    }

    static FaultGround in(Path directory) throws IOException {
        EmbeddedKafka kafka =
                new EmbeddedKafka(
                        EmbeddedKafka.Settings.in(directory.resolve("kafka"))
                                // How long a dead consumer keeps its partitions: 45 s by default.
                                .with("group.consumer.min.session.timeout.ms", "1000")
                                .with("group.consumer.session.timeout.ms", "4000")
                                .with("group.consumer.min.heartbeat.interval.ms", "500")
                                .with("group.consumer.heartbeat.interval.ms", "1000"));
        SmallDisk disk = SmallDisk.on(directory.resolve("disk"));
        EmbeddedPostgreSql postgres =
                new EmbeddedPostgreSql(
                        EmbeddedPostgreSql.Settings.in(disk.folder().resolve("postgres"))
                                .with("min_wal_size", "32MB")
                                .with("max_wal_size", "128MB"));
        CompletableFuture<Void> broker = CompletableFuture.runAsync(kafka::start);
        postgres.start();
        ServiceDatabase database =
                postgres.createServiceDatabase("ingest", "sword-fish-1", "ingest");
        broker.join();
        return new FaultGround(disk, kafka, postgres, database);
    }

    SmallDisk disk() {
        return disk;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    Connection connection() throws SQLException {
        return database.dataSource().getConnection();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    Instance startInstance() {
        return Instance.start(kafka.bootstrapServers(), database);
    }

    void stopDatabase() {
        postgres.stop();
    }

    /** Starts it wherever it is not running, however it ended. */
    void startDatabase() {
        postgres.stop();
        postgres.start();
    }

    void startDatabaseIfDead() {
        if (!databaseAnswers()) {
            startDatabase();
        }
    }

    boolean databaseAnswers() {
        try {
            return jdbc.sql("SELECT 1").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    /** SIGKILL to the server and all that works for it. */
    void killDatabase() throws IOException {
        long pid =
                Long.parseLong(
                        Files.readAllLines(postgres.dataDirectory().resolve("postmaster.pid"))
                                .getFirst()
                                .strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.children().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** True once nobody is a member of the group any more. */
    boolean groupIsEmpty() {
        return admin(admin ->
                Objects.requireNonNull(
                                        admin.describeConsumerGroups(List.of(GROUP))
                                                .all()
                                                .get()
                                                .get(GROUP))
                                .groupState()
                        == GroupState.EMPTY);
    }

    /** The group reads readings.v1 from its beginning again. Only while it has no members. */
    void rewind() {
        admin(admin -> {
            Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                earliest.put(
                        new TopicPartition(Topic.READINGS.topicName(), partition),
                        OffsetSpec.earliest());
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            admin.listOffsets(earliest)
                    .all()
                    .get()
                    .forEach((partition, info) ->
                            offsets.put(partition, new OffsetAndMetadata(info.offset())));
            admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
            return offsets;
        });
    }

    private <T> T admin(AdminCall<T> call) {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            return call.on(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private interface AdminCall<T> {
        T on(Admin admin) throws ExecutionException, InterruptedException;
    }

    @Override
    public void close() {
        try (disk) {
            postgres.close();
        } finally {
            kafka.close();
        }
    }
}
