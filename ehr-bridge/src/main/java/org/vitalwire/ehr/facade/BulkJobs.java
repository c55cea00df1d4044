package org.vitalwire.ehr.facade;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;

/** Bulk exports in PostgreSQL. */
final class BulkJobs {

    private static final int STEPS_A_FILE = 40;

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final BulkSettings settings;
    private final InstantSource clock;

    /** Resources of one type, as NDJSON in gzip. */
    @SuppressWarnings("ArrayRecordComponent") // goes into the database at once
    record Part(String type, int resources, byte[] content) {}

    /** A file that can be fetched. */
    record FileOf(String type, int file, long resources) {}

    BulkJobs(ServiceDatabase database, BulkSettings settings, InstantSource clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.settings = settings;
        this.clock = clock;
    }

    /** False where as many as may be are kept already. */
    boolean add(BulkJob job) {
        forgetOld();
        return jdbc.sql(
                                """
                                insert into bulk_job (id, subject, care_unit, request, types, since, until,
                                    patients, state, created_at, touched_at)
                                select :id, :subject, :unit, :request, :types, :since, :until, :patients,
                                    :state, :now, :now
                                where (select count(*) from bulk_job) < :most
                                """)
                        .param("id", job.id())
                        .param("subject", job.subject())
                        .param("unit", job.careUnit())
                        .param("request", job.request())
                        .param("types", job.types().toArray(String[]::new))
                        .param("since", job.since().map(BulkJobs::at).orElse(null))
                        .param("until", at(job.until()))
                        .param(
                                "patients",
                                job.patients().stream()
                                        .map(PatientId::value)
                                        .toArray(String[]::new))
                        .param("state", job.state().name())
                        .param("now", at(job.until()))
                        .param("most", settings.atOnce())
                        .update()
                > 0;
    }

    Optional<BulkJob> find(String id) {
        return jdbc.sql("select * from bulk_job where id = ?")
                .param(id)
                .query(BulkJobs::job)
                .optional();
    }

    /** Somebody still wants it. */
    void touch(String id) {
        jdbc.sql("update bulk_job set touched_at = ? where id = ?")
                .params(at(clock.instant()), id)
                .update();
    }

    /**
     * Keeps the parts of a step together with how far the export is then. False where somebody else
     * made that step, or the export is gone.
     */
    boolean keep(BulkJob before, BulkJob after, List<Part> parts) {
        Boolean kept =
                database.transaction()
                        .execute(status -> {
                            if (!move(before, after, parts)) {
                                return false;
                            }
                            for (Part part : parts) {
                                jdbc.sql(
                                                """
                                                insert into bulk_part (job_id, type, file, step, resources, content)
                                                values (?, ?, ?, ?, ?, ?)
                                                """)
                                        .params(
                                                before.id(),
                                                part.type(),
                                                before.step() / STEPS_A_FILE + 1,
                                                before.step(),
                                                part.resources(),
                                                part.content())
                                        .update();
                            }
                            return true;
                        });
        return Boolean.TRUE.equals(kept);
    }

    private boolean move(BulkJob before, BulkJob after, List<Part> parts) {
        long bytes = parts.stream().mapToLong(part -> part.content().length).sum();
        return jdbc.sql(
                                """
                                update bulk_job set done = :done, place = :place, step = :step,
                                    bytes = bytes + :bytes, touched_at = :now,
                                    state = case when bytes + :bytes > :largest then 'FAILED'
                                        else :state end
                                where id = :id and step = :before and state = 'RUNNING'
                                """)
                        .param("done", after.done())
                        .param("place", after.place().map(Cursor::encode).orElse(null))
                        .param("step", after.step())
                        .param("bytes", bytes)
                        .param("now", at(clock.instant()))
                        .param("largest", settings.largest().toBytes())
                        .param("state", after.state().name())
                        .param("id", before.id())
                        .param("before", before.step())
                        .update()
                > 0;
    }

    void fail(String id) {
        jdbc.sql("update bulk_job set state = 'FAILED' where id = ?").param(id).update();
    }

    void forget(String id) {
        jdbc.sql("delete from bulk_job where id = ?").param(id).update();
    }

    /** Those that nobody has asked for or worked at for as long as exports are kept. */
    int forgetOld() {
        return jdbc.sql("delete from bulk_job where touched_at < ?")
                .param(at(clock.instant().minus(settings.keep())))
                .update();
    }

    Duration keptFor() {
        return settings.keep();
    }

    List<FileOf> files(String id) {
        return jdbc.sql(
                        """
                        select type, file, sum(resources) as resources from bulk_part
                        where job_id = ? group by type, file order by type, file
                        """)
                .param(id)
                .query((row, number) ->
                        new FileOf(
                                row.getString("type"),
                                row.getInt("file"),
                                row.getLong("resources")))
                .list();
    }

    /** A file, a part at a time. */
    void write(String id, String type, int file, OutputStream out) throws IOException {
        List<Integer> steps =
                jdbc.sql(
                                """
                                select step from bulk_part where job_id = ? and type = ? and file = ?
                                order by step
                                """)
                        .params(id, type, file)
                        .query((row, number) -> row.getInt(1))
                        .list();
        for (int step : steps) {
            byte[] part =
                    jdbc.sql(
                                    """
                                    select content from bulk_part
                                    where job_id = ? and type = ? and file = ? and step = ?
                                    """)
                            .params(id, type, file, step)
                            .query((row, number) -> row.getBytes(1))
                            .single();
            try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(part))) {
                lines.transferTo(out);
            }
        }
    }

    private static BulkJob job(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        return new BulkJob(
                row.getString("id"),
                row.getString("subject"),
                row.getString("care_unit"),
                row.getString("request"),
                texts(row.getArray("types")),
                Optional.ofNullable(since).map(OffsetDateTime::toInstant),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                texts(row.getArray("patients")).stream().map(PatientId::new).toList(),
                row.getInt("done"),
                Optional.ofNullable(row.getString("place")).map(Cursor::decode),
                row.getInt("step"),
                BulkJob.State.valueOf(row.getString("state")),
                row.getObject("touched_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
