package org.vitalwire.ehr.encounter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a server was read: the newest {@code _lastUpdated} of each type, by its clock. */
final class PollProgress {

    private final JdbcClient jdbc;
    private final String server;

    /**
     * @param server its base URL: another server is read from the beginning
     */
    PollProgress(JdbcClient jdbc, String server) {
        this.jdbc = jdbc;
        this.server = server;
    }

    Optional<Instant> of(String type) {
        return jdbc.sql("select reached from census_poll where server = ? and type = ?")
                .params(server, type)
                .query((row, number) -> row.getObject("reached", OffsetDateTime.class).toInstant())
                .optional();
    }

    void reached(String type, Instant time) {
        jdbc.sql(
                        """
                        insert into census_poll (server, type, reached) values (?, ?, ?)
                        on conflict (server, type) do update
                            set reached = greatest(census_poll.reached, excluded.reached)
                        """)
                .params(server, type, time.atOffset(ZoneOffset.UTC))
                .update();
    }
}
