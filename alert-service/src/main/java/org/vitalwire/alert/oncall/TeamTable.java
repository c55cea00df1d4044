package org.vitalwire.alert.oncall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Teams in the database, and every change to them. Versions of an id only ever rise, also when the
 * team was deleted in between: an old version never becomes valid again.
 */
public final class TeamTable {

    /** A team as it is kept. */
    public record Kept(Team team, long version, String changedBy, Instant changedAt) {}

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    TeamTable(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.clock = clock;
    }

    /** By id. */
    public List<Kept> all() {
        return jdbc.sql("select * from on_call_team order by id")
                .query((row, _) -> kept(row))
                .list();
    }

    public Optional<Kept> find(String id) {
        return jdbc.sql("select * from on_call_team where id = ?")
                .param(id)
                .query((row, _) -> kept(row))
                .optional();
    }

    /**
     * Keeps a team where none of that id ever was, such as one to try the platform with.
     *
     * @return whether it was kept; not when somebody has changed or deleted it since
     */
    public boolean introduce(Team team, String by) {
        return inTransaction(() ->
                        nextVersion(team.id()) == 1
                                ? Optional.of(keep(team, by))
                                : Optional.empty())
                .isPresent();
    }

    /**
     * Keeps a team when what is there now is what the caller has seen.
     *
     * @param seen the version that the caller has seen; 0 when there was none
     * @return empty when somebody was faster
     */
    Optional<Kept> put(Team team, long seen, String by) {
        return inTransaction(() -> {
            return version(team.id()) == seen ? Optional.of(keep(team, by)) : Optional.empty();
        });
    }

    private Kept keep(Team team, String by) {
        Kept kept = new Kept(team, nextVersion(team.id()), by, now());
        String document = TeamReader.write(team);
        jdbc.sql(
                        """
                        insert into on_call_team (id, care_unit, version, document, changed_by, changed_at)
                        values (?, ?, ?, cast(? as jsonb), ?, ?)
                        on conflict (id) do update set care_unit = excluded.care_unit,
                            version = excluded.version, document = excluded.document,
                            changed_by = excluded.changed_by, changed_at = excluded.changed_at
                        """)
                .params(
                        team.id(),
                        team.careUnit(),
                        kept.version(),
                        document,
                        by,
                        Columns.time(kept.changedAt()))
                .update();
        remember(team.id(), kept, document);
        return kept;
    }

    /** Returns whether it was deleted; not when somebody was faster. */
    boolean delete(Kept seen, String by) {
        return inTransaction(
                        () -> {
                            String id = seen.team().id();
                            if (version(id) != seen.version()) {
                                return Optional.empty();
                            }
                            jdbc.sql("delete from on_call_team where id = ?").param(id).update();
                            Kept last = new Kept(seen.team(), nextVersion(id), by, now());
                            remember(id, last, null);
                            return Optional.of(last);
                        })
                .isPresent();
    }

    private Optional<Kept> inTransaction(Supplier<Optional<Kept>> work) {
        Optional<Kept> result =
                database.transaction()
                        .execute(_ -> {
                            // One editor at a time; on call is edited rarely.
                            jdbc.sql("lock table on_call_change in share row exclusive mode")
                                    .update();
                            return work.get();
                        });
        return result == null ? Optional.empty() : result;
    }

    private long version(String id) {
        return jdbc.sql("select version from on_call_team where id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private long nextVersion(String id) {
        return jdbc.sql(
                        "select coalesce(max(version), 0) + 1 from on_call_change where team_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private void remember(String id, Kept kept, @Nullable String document) {
        jdbc.sql(
                        """
                        insert into on_call_change (team_id, version, document, changed_by, changed_at)
                        values (?, ?, cast(? as jsonb), ?, ?)
                        """)
                .param(id)
                .param(kept.version())
                .param(document)
                .param(kept.changedBy())
                .param(Columns.time(kept.changedAt()))
                .update();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        String by = row.getString("changed_by");
        return new Kept(
                TeamReader.read(row.getString("id"), row.getString("document"), by),
                row.getLong("version"),
                by,
                Columns.instant(row, "changed_at"));
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
