package org.vitalwire.gateway.continuity;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Up to where a topic is counted, in the transaction that counts. Kafka's own offsets are committed
 * afterwards, so that a crash between the two brings a batch twice; by these it is counted once.
 */
final class CountedOffsets {

    private final JdbcTemplate jdbc;
    private final String topicId;

    /**
     * @param topicId of Kafka; a topic that was deleted and made anew counts from zero
     */
    CountedOffsets(ServiceDatabase database, String topicId) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.topicId = topicId;
    }

    /** Partition to the offset that comes next. Locks the rows until the transaction ends. */
    Map<Integer, Long> next() {
        Map<Integer, Long> next = new HashMap<>();
        jdbc.query(
                "SELECT partition, next_offset FROM counted_offset WHERE topic_id = ? FOR UPDATE",
                row -> {
                    next.put(row.getInt(1), row.getLong(2));
                },
                topicId);
        return next;
    }

    void save(Map<Integer, Long> next) {
        jdbc.batchUpdate(
                """
                INSERT INTO counted_offset (topic_id, partition, next_offset) VALUES (?, ?, ?)
                ON CONFLICT (topic_id, partition) DO UPDATE SET next_offset = excluded.next_offset
                """,
                next.entrySet(),
                Math.max(1, next.size()),
                (row, entry) -> {
                    row.setString(1, topicId);
                    row.setInt(2, entry.getKey());
                    row.setLong(3, entry.getValue());
                });
    }
}
