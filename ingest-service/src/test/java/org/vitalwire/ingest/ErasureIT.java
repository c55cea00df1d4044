package org.vitalwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;

/** Nothing of an erased patient is left in PostgreSQL's files, and nothing brings them back. */
class ErasureIT {

    private final Instant from =
            Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    private final Instant to = from.plus(Duration.ofHours(1));

    /** A patient whose id and whose weight occur nowhere else. */
    private record Canary(String device, String patient, double weight) {

        static Canary fresh(String name, double weight) {
            String suffix = UUID.randomUUID().toString();
            return new Canary(name + "-device-" + suffix, name + "-" + suffix, weight);
        }

        byte[] id() {
            return patient.getBytes(StandardCharsets.US_ASCII);
        }

        /** As the column of observations holds it. */
        byte[] value() {
            return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(weight).array();
        }
    }

    @Test
    void theFilesOfTheDatabaseHoldNothingOfAnErasedPatientAndEverythingOfAnother()
            throws Exception {
        Canary erased = Canary.fresh("canary", 81.7263549102837);
        Canary other = Canary.fresh("control", 74.9182736450192);
        try (RunningIngest service = RunningIngest.start()) {
            monitor(service, erased);
            monitor(service, other);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            Stream.of(erased, other)
                                    .allMatch(canary ->
                                            weights(service, canary) == 100
                                                    && scores(service, canary) == 1
                                                    && heldBack(service, canary) == 1));
            DataSource superuser = superuser(service);
            // The planner's statistics quote values: they must go, too.
            execute(superuser, "ANALYZE", "CHECKPOINT");
            for (Canary canary : List.of(erased, other)) {
                assertThat(filesWith(superuser, canary.id())).as("id before").isNotEmpty();
                assertThat(filesWith(superuser, canary.value())).as("value before").isNotEmpty();
            }

            String id = UUID.randomUUID().toString();
            service.events()
                    .publish(
                            EventCodecs.ERASURE,
                            id,
                            new Erasure(
                                    id,
                                    new PatientId(erased.patient()),
                                    Instant.now(),
                                    "operator",
                                    List.of(
                                            new ErasedPeriod(
                                                    new DeviceId(erased.device()), from, to))));
            ErasureDone done =
                    (ErasureDone)
                            service.events()
                                    .awaitOne(
                                            EventCodecs.ERASURE,
                                            notice ->
                                                    notice instanceof ErasureDone
                                                            && notice.erasureId().equals(id));
            // 100 messages, each a wide row and a weight; a score; a value held back; a period.
            assertThat(done.erased()).isGreaterThanOrEqualTo(203);
            assertThat(done.service()).isEqualTo("ingest-service");
            assertThat(filesWith(superuser, erased.id())).as("id after").isEmpty();
            assertThat(filesWith(superuser, erased.value())).as("value after").isEmpty();
            assertThat(filesWith(superuser, other.id())).as("the other's id").isNotEmpty();
            assertThat(filesWith(superuser, other.value())).as("the other's value").isNotEmpty();

            // What comes late; and behind it, in the same partitions, what shows that it has come.
            monitor(service, erased);
            service.publish(List.of(reading(erased, to.plusSeconds(1), 60)));
            String next = "next-" + id;
            service.associate(
                    erased.device(),
                    period(erased.patient()),
                    RunningIngest.period(next, to, Optional.of(to.plusSeconds(60))));
            service.events()
                    .publish(
                            EventCodecs.SCORE,
                            erased.patient(),
                            score(erased, Instant.now().plusSeconds(5)));
            service.events()
                    .publish(
                            EventCodecs.HELD_BACK,
                            erased.patient(),
                            heldBack(erased, Instant.now().plusSeconds(5)));
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            weights(service, erased) == 1
                                    && scores(service, erased) == 1
                                    && heldBack(service, erased) == 1);
            assertThat(weights(service, other)).isEqualTo(100);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            periods(service, next) == 1 && periods(service, erased.patient()) == 0);
        }
    }

    private void monitor(RunningIngest service, Canary canary) {
        service.associate(canary.device(), period(canary.patient()));
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            readings.add(reading(canary, from.plusSeconds(i), canary.weight()));
        }
        service.publish(readings);
        service.events().publish(EventCodecs.SCORE, canary.patient(), score(canary, from));
        service.events().publish(EventCodecs.HELD_BACK, canary.patient(), heldBack(canary, from));
    }

    private static Reading reading(Canary canary, Instant at, double weight) {
        return TestReading.of(canary.device(), at)
                .patient(canary.patient())
                .value(VitalSign.HEART_RATE, 70)
                .value(VitalSign.WEIGHT, weight)
                .build();
    }

    private AssociationPeriod period(String patient) {
        return RunningIngest.period(patient, from, Optional.of(to));
    }

    private static Score score(Canary canary, Instant at) {
        return new Score(
                "news2",
                new PatientId(canary.patient()),
                at,
                1,
                List.of(
                        new Score.Component(
                                "pulse",
                                3,
                                Optional.of(new Score.Input(70, 0, at, at.plusSeconds(300), "m")))),
                false,
                true,
                "m-" + at);
    }

    private static HeldBack heldBack(Canary canary, Instant at) {
        return new HeldBack(
                new PatientId(canary.patient()),
                new DeviceId(canary.device()),
                at,
                List.of(
                        new HeldBack.Value(
                                VitalSign.WEIGHT,
                                canary.weight(),
                                HeldBack.Reason.FLAGGED,
                                "marked by the device: questionable")),
                false,
                true,
                "m-" + at);
    }

    private static long heldBack(RunningIngest service, Canary canary) {
        return rows(service, "held_back WHERE patient_id = '" + canary.patient() + "'");
    }

    private static long periods(RunningIngest service, String patient) {
        return rows(service, "association_period WHERE patient_id = '" + patient + "'");
    }

    private static long weights(RunningIngest service, Canary canary) {
        return rows(
                service,
                "observation JOIN device USING (device_id) WHERE name = '" + canary.device() + "'");
    }

    private static long scores(RunningIngest service, Canary canary) {
        return rows(service, "score WHERE patient_id = '" + canary.patient() + "'");
    }

    private static long rows(RunningIngest service, String where) {
        try (Connection connection = service.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + where)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource superuser(RunningIngest service) {
        ServiceDatabase database = service.database();
        String url = database.jdbcUrl();
        return SharedInfrastructure.postgres()
                .superuser(url.substring(url.lastIndexOf('/') + 1))
                .dataSource();
    }

    private static void execute(DataSource database, String... commands) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** Files of the cluster that hold the bytes, its write-ahead log among them. */
    private static List<Path> filesWith(DataSource database, byte[] bytes)
            throws SQLException, IOException {
        Path directory;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            directory = Path.of(row.getString(1));
        }
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).filter(file -> holds(file, wanted)).toList();
        }
    }

    private static boolean holds(Path file, String wanted) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
