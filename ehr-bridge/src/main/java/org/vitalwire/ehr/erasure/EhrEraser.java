package org.vitalwire.ehr.erasure;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.ehr.ledger.Aggregates;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.kit.erasure.PatientEraser;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Deletes what is charted of a patient, and the patient from the census. What the target has
 * confirmed is the target's: it is part of its record, and goes by its own rules.
 */
final class EhrEraser implements PatientEraser {

    private static final long PUBLISH_PATIENCE_SECONDS = 60;

    private final ServiceDatabase database;
    private final ForgottenPatients forgotten;
    private final EventPublisher publisher;
    private final TableRewrite files;

    EhrEraser(
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
        // Records that were merged into this one are the same person.
        String[] records = records(erasure.patientId().value());
        OffsetDateTime before = erasure.requestedAt().atOffset(ZoneOffset.UTC);
        long erased =
                database.jdbc()
                        .sql(
                                """
                                with erased as (
                                    delete from observation where patient_id = any(?) and effective_at <= ?
                                    returning id
                                ), undelivered as (
                                    delete from delivery d using erased
                                    where d.kind = 'OBSERVATION' and d.resource_id = erased.id
                                        and d.patient_id = any(?)
                                )
                                select count(*) from erased
                                """)
                        .params(records, before, records)
                        .query(Long.class)
                        .single();
        Aggregates.erase(
                database, Stream.of(records).map(PatientId::new).toList(), erasure.requestedAt());
        erased += eraseAlerts(records, before);
        // An entry that somebody made since is of a new admission.
        erased +=
                database.jdbc()
                        .sql("delete from census where patient_id = any(?) and updated_at <= ?")
                        .params(records, before)
                        .update();
        for (String patient : records) {
            if (isNotInCensus(patient)) {
                publisher
                        .tombstone(Topic.PATIENTS, patient)
                        .orTimeout(PUBLISH_PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
            }
        }
        // Whole exports: they are asked for again, without the patient.
        database.jdbc()
                .sql("delete from bulk_job where patients && ?::text[]")
                .param(records)
                .update();
        // Last: whoever begins anew after a crash finds the records.
        database.jdbc()
                .sql("delete from patient_merge where from_id = any(?)")
                .param(records)
                .update();
        try {
            files.rewrite(
                    List.of(
                            "observation",
                            "aggregate",
                            "delivery",
                            "chart_line",
                            "alert_transition",
                            "bulk_job",
                            "bulk_part",
                            "census",
                            "patient_merge"));
        } catch (SQLException e) {
            throw new IllegalStateException("tables were not written anew", e);
        }
        return erased;
    }

    /** Whole episodes: without their transitions their other lines would say nothing. */
    private long eraseAlerts(String[] records, OffsetDateTime before) {
        return database.jdbc()
                .sql(
                        """
                        with erased as (
                            delete from chart_line where origin in (
                                select origin from chart_line
                                where patient_id = any(?) and effective_at <= ?)
                            returning kind, id, origin
                        ), undelivered as (
                            delete from delivery d using erased
                            where d.kind = erased.kind and d.resource_id = erased.id
                        ), transitions as (
                            delete from alert_transition a using erased
                            where a.episode_id = erased.origin
                        )
                        select count(*) from erased
                        """)
                .params(records, before)
                .query(Long.class)
                .single();
    }

    private String[] records(String patient) {
        return Stream.concat(
                        Stream.of(patient),
                        database
                                .jdbc()
                                .sql("select from_id from patient_merge where survivor_id = ?")
                                .param(patient)
                                .query(String.class)
                                .list()
                                .stream())
                .toArray(String[]::new);
    }

    private boolean isNotInCensus(String patient) {
        return database.jdbc()
                .sql("select not exists (select from census where patient_id = ?)")
                .param(patient)
                .query(Boolean.class)
                .single();
    }
}
