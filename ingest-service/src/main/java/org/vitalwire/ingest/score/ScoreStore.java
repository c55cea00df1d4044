package org.vitalwire.ingest.score;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.store.SqlFailures;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Every score that was ever made, as it was made. A score that is made again from the same message
 * (after a crash, or because its scale was ordered anew) takes the place of its former self.
 */
public final class ScoreStore {

    private static final String UPSERT =
            """
            INSERT INTO score AS s
                   (patient_id, score, time, message_id, revision, backfill, synthetic, event)
            SELECT x.patient_id, x.score, x.time::timestamptz, x.message_id,
                   nextval('score_revision'), x.backfill, x.synthetic, x.event
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bool[],
                          ?::bytea[])
                   AS x(patient_id, score, time, message_id, backfill, synthetic, event)
            ON CONFLICT (patient_id, score, time, message_id) DO UPDATE SET
                   revision = excluded.revision, backfill = excluded.backfill,
                   synthetic = excluded.synthetic, event = excluded.event
             WHERE s.event <> excluded.event\
            """;

    private static final int FETCH_SIZE = 1_000;
    private static final int MOST_EVENTS = 1_000;

    private final ServiceDatabase database;

    ScoreStore(ServiceDatabase database) {
        this.database = database;
    }

    private record Key(PatientId patient, String score, Instant time, String message) {}

    /** In one transaction. */
    void write(List<Score> scores) {
        // One statement may touch a row once only; of the same score the last counts.
        Map<Key, Score> newest = new LinkedHashMap<>();
        for (Score score : scores) {
            Key key =
                    new Key(
                            score.patientId(),
                            score.score(),
                            score.measuredAt(),
                            score.messageId());
            newest.remove(key);
            newest.put(key, score);
        }
        if (newest.isEmpty()) {
            return;
        }
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            bind(upsert, newest.values());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    private static void bind(PreparedStatement upsert, Collection<Score> scores)
            throws SQLException {
        upsert.setObject(1, texts(scores, score -> score.patientId().value()));
        upsert.setObject(2, texts(scores, Score::score));
        upsert.setObject(3, texts(scores, score -> score.measuredAt().toString()));
        upsert.setObject(4, texts(scores, Score::messageId));
        upsert.setObject(5, scores.stream().map(Score::retrospective).toArray(Boolean[]::new));
        upsert.setObject(6, scores.stream().map(Score::synthetic).toArray(Boolean[]::new));
        upsert.setObject(7, scores.stream().map(EventCodecs.SCORE::encode).toArray(byte[][]::new));
    }

    private static String[] texts(Collection<Score> scores, Function<Score, String> of) {
        return scores.stream().map(of).toArray(String[]::new);
    }

    /** The one with the newest measured input; of several, the one made last. */
    public Optional<Score> latest(PatientId patientId, String score) {
        return database.jdbc()
                .sql(
                        """
                        SELECT event FROM score WHERE patient_id = ? AND score = ?
                         ORDER BY time DESC, revision DESC LIMIT 1\
                        """)
                .params(patientId.value(), score)
                .query((row, number) -> EventCodecs.SCORE.decode(row.getBytes(1)))
                .optional();
    }

    /** A score as it is kept, and its place in the order of them all. */
    record Kept(Score score, ScorePlace place) {}

    /**
     * A page of scores of one kind, in the order of measured time, and of one time in that of their
     * making.
     *
     * @param range from inclusive, to exclusive
     * @param after where the page before ended, exclusive
     */
    List<Kept> page(
            PatientId patientId, String score, TimeRange range, ScorePlace after, int atMost) {
        return database.jdbc()
                .sql(
                        """
                        SELECT event, revision FROM score
                         WHERE patient_id = ? AND score = ? AND time >= ? AND time < ?
                           AND (time, revision) > (?, ?)
                         ORDER BY time, revision LIMIT ?\
                        """)
                .params(
                        patientId.value(),
                        score,
                        SqlTime.of(range.from()),
                        SqlTime.of(range.to()),
                        SqlTime.of(after.time()),
                        after.revision(),
                        atMost)
                .query((row, number) -> {
                    Score kept = EventCodecs.SCORE.decode(row.getBytes(1));
                    return new Kept(kept, new ScorePlace(kept.measuredAt(), row.getLong(2)));
                })
                .list();
    }

    @SuppressWarnings("ArrayRecordComponent") // goes out at once
    private record Event(Instant time, byte[] bytes) {}

    /**
     * Scores of one kind from one end of the range, as they were published. Where there are more
     * than can be told at once, the range of the answer ends before a measured time that some of
     * them have: all of one time are told together.
     */
    ScoreController.Events events(
            PatientId patientId, String score, TimeRange range, boolean newestFirst) {
        List<Event> found =
                database.jdbc()
                        .sql(
                                """
                                SELECT time, event FROM score
                                 WHERE patient_id = ? AND score = ? AND time >= ? AND time < ?
                                 ORDER BY time %s LIMIT %d\
                                """
                                        .formatted(newestFirst ? "DESC" : "", MOST_EVENTS))
                        .params(
                                patientId.value(),
                                score,
                                SqlTime.of(range.from()),
                                SqlTime.of(range.to()))
                        .query((row, number) -> new Event(SqlTime.read(row, 1), row.getBytes(2)))
                        .list();
        if (found.size() < MOST_EVENTS) {
            return new ScoreController.Events(
                    range.from(), range.to(), found.stream().map(Event::bytes).toList());
        }
        Instant last = found.getLast().time();
        List<byte[]> told =
                found.stream()
                        .filter(event -> !event.time().equals(last))
                        .map(Event::bytes)
                        .toList();
        return newestFirst
                ? new ScoreController.Events(last.plusNanos(1_000), range.to(), told)
                : new ScoreController.Events(range.from(), last, told);
    }

    /**
     * Scores of one kind with measured times from {@code from} (inclusive) to {@code to}
     * (exclusive), preceded by what stood at {@code from}; in the order of time, and of one time in
     * the order of their making. One after the other from a cursor.
     */
    public void forEach(
            PatientId patientId, String score, Instant from, Instant to, Consumer<Score> consumer) {
        database.transaction()
                .executeWithoutResult(status ->
                        database.jdbc()
                                .sql(
                                        """
                                        SELECT event FROM score
                                         WHERE patient_id = ? AND score = ? AND time < ?
                                           AND time >= coalesce(
                                               (SELECT max(b.time) FROM score b
                                                 WHERE b.patient_id = ? AND b.score = ?
                                                   AND b.time < ?), ?)
                                         ORDER BY time, revision\
                                        """)
                                .withFetchSize(FETCH_SIZE)
                                .params(
                                        patientId.value(),
                                        score,
                                        SqlTime.of(to),
                                        patientId.value(),
                                        score,
                                        SqlTime.of(from),
                                        SqlTime.of(from))
                                .query(row -> {
                                    consumer.accept(EventCodecs.SCORE.decode(row.getBytes(1)));
                                }));
    }
}
