package org.vitalwire.alert.erasure;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.vitalwire.kit.database.ServiceDatabase;

/** Deletes episodes with all that hangs on them, in one transaction. */
public final class EpisodeDeletion {

    /** What holds something of an episode. */
    static final List<String> TABLES =
            List.of(
                    "page_delivery",
                    "page_episode",
                    "page",
                    "webhook_delivery",
                    "alert_event",
                    "finding_inbox",
                    "finding",
                    "episode");

    /** In the order of what refers to what. */
    private static final List<String> DELETIONS =
            List.of(
                    "delete from page_episode where episode_id = any (:episodes)",
                    // What lists nothing any more; a digest may still list alerts of others.
                    """
                    delete from page_delivery where page_id in (
                        select id from page p where not exists (select 1 from page_episode where page_id = p.id))
                    """,
                    "delete from page p where not exists (select 1 from page_episode where page_id = p.id)",
                    """
                    delete from webhook_delivery where event_id in (
                        select id from alert_event where episode_id = any (:episodes))
                    """,
                    "delete from alert_event where episode_id = any (:episodes)",
                    """
                    delete from finding_inbox where finding_id in (
                        select finding_id from finding where episode_id = any (:episodes))
                    """,
                    "delete from finding where episode_id = any (:episodes)",
                    "delete from episode where id = any (:episodes)");

    private final ServiceDatabase database;

    EpisodeDeletion(ServiceDatabase database) {
        this.database = database;
    }

    /** Returns how many rows there were of all that is kept of them. */
    public long delete(Collection<UUID> episodes) {
        if (episodes.isEmpty()) {
            return 0;
        }
        UUID[] ids = episodes.toArray(UUID[]::new);
        Long deleted =
                database.transaction()
                        .execute(_ -> DELETIONS.stream().mapToLong(sql -> delete(sql, ids)).sum());
        return deleted == null ? 0 : deleted;
    }

    private long delete(String sql, UUID[] episodes) {
        var statement = database.jdbc().sql(sql);
        return sql.contains(":episodes")
                ? statement.param("episodes", episodes).update()
                : statement.update();
    }
}
