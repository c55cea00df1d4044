package org.vitalwire.alert.erasure;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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

    private final ServiceDatabase database;
    private final ForgottenPatients forgotten;
    private final EventPublisher publisher;
    private final EpisodeDeletion deletion;
    private final TableRewrite files;

    AlertEraser(
            ServiceDatabase database,
            ForgottenPatients forgotten,
            EventPublisher publisher,
            EpisodeDeletion deletion,
            TableRewrite files) {
        this.database = database;
        this.forgotten = forgotten;
        this.publisher = publisher;
        this.deletion = deletion;
        this.files = files;
    }

    @Override
    public long erase(Erasure erasure) {
        forgotten.remember(erasure);
        List<UUID> episodes = episodesOf(erasure);
        // First, while the rows still say which: a crash in between finds them again.
        tombstones(episodes);
        long erased = deletion.delete(episodes) + staysOf(erasure);
        try {
            files.rewrite(EpisodeDeletion.TABLES);
            files.rewrite(List.of("stay"));
        } catch (SQLException e) {
            throw new IllegalStateException("tables were not written anew", e);
        }
        return erased;
    }

    private long staysOf(Erasure erasure) {
        return database.jdbc()
                .sql("delete from stay where patient_id = ? and since <= ?")
                .params(erasure.patientId().value(), erasure.requestedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<UUID> episodesOf(Erasure erasure) {
        return database.jdbc()
                .sql("select id from episode where patient_id = ? and started_at <= ?")
                .params(erasure.patientId().value(), erasure.requestedAt().atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private void tombstones(List<UUID> episodes) {
        CompletableFuture.allOf(
                        episodes.stream()
                                .map(id -> publisher.tombstone(Topic.ALERTS, id.toString()))
                                .toArray(CompletableFuture<?>[]::new))
                .orTimeout(PUBLISH_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
