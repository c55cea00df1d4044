package org.vitalwire.alert.erasure;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.kit.erasure.PatientEraser;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Deletes a patient's episodes with all that hangs on them, and tells alerts.v1 to forget them.
 * Episodes of findings that began after the erasure was asked for stay.
 */
final class AlertEraser implements PatientEraser {

    private static final long PUBLISH_PATIENCE_SECONDS = 60;

    private static final List<String> TABLES =
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
    private final ForgottenPatients forgotten;
    private final EventPublisher publisher;
    private final TableRewrite files;

    AlertEraser(
            ServiceDatabase database,
            ForgottenPatients forgotten,
            EventPublisher publisher,
            TableRewrite files) {
        this.database = database;
        this.forgotten = forgotten;
        this.publisher = publisher;
        this.files = files;
    }

    @Override
    public long erase(Erasure erasure) {
        forgotten.remember(erasure);
        List<String> episodes = episodesOf(erasure);
        // First, while the rows still say which: a crash in between finds them again.
        tombstones(episodes);
        Long erased =
                database.transaction()
                        .execute(status ->
                                DELETIONS.stream().mapToLong(sql -> delete(sql, episodes)).sum());
        try {
            files.rewrite(TABLES);
        } catch (SQLException e) {
            throw new IllegalStateException("tables were not written anew", e);
        }
        return erased == null ? 0 : erased;
    }

    private List<String> episodesOf(Erasure erasure) {
        return database.jdbc()
                .sql("select id::text from episode where patient_id = ? and started_at <= ?")
                .params(erasure.patientId().value(), erasure.requestedAt().atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long delete(String sql, List<String> episodes) {
        return database.jdbc()
                .sql(sql.replace(":episodes", ":episodes::uuid[]"))
                .param("episodes", episodes.toArray(String[]::new))
                .update();
    }

    private void tombstones(List<String> episodes) {
        CompletableFuture.allOf(
                        episodes.stream()
                                .map(id -> publisher.tombstone(Topic.ALERTS, id))
                                .toArray(CompletableFuture<?>[]::new))
                .orTimeout(PUBLISH_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
