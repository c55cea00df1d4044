package org.vitalwire.ehr.census;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.mapping.FhirIds;
import org.vitalwire.kit.database.ServiceDatabase;

/** The census in PostgreSQL. */
public final class CensusStore {

    private static final String COLUMNS =
            "patient_id, display_name, birth_date, care_unit, bed, synthetic, discharged_at,"
                    + " merged_into";

    private final ServiceDatabase database;
    private final JdbcClient jdbc;

    /** An entry and how often it has changed. */
    record Revised(CensusEntry entry, long revision) {}

    CensusStore(ServiceDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    public Optional<CensusEntry> find(PatientId patientId) {
        return jdbc.sql("select " + COLUMNS + " from census where patient_id = ?")
                .param(patientId.value())
                .query(CensusStore::entry)
                .optional();
    }

    /** By the id that FHIR knows the patient by. */
    public Optional<CensusEntry> findByFhirId(String fhirId) {
        return jdbc.sql("select " + COLUMNS + " from census where fhir_id = ?")
                .param(fhirId)
                .query(CensusStore::entry)
                .optional();
    }

    public List<CensusEntry> all() {
        return jdbc.sql("select " + COLUMNS + " from census order by patient_id")
                .query(CensusStore::entry)
                .list();
    }

    /** Those in these units. */
    public List<CensusEntry> inUnits(Collection<String> careUnits) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from census where care_unit = any(?) order by patient_id")
                .param(careUnits.toArray(String[]::new))
                .query(CensusStore::entry)
                .list();
    }

    void save(CensusEntry entry, Instant now) {
        database.transaction()
                .executeWithoutResult(status -> {
                    upsert(entry, CensusSource.REST, now, now);
                    followSurvivor(entry.patientId());
                });
    }

    /** Records that were merged into this one are seen by whoever sees this one. */
    void followSurvivor(PatientId survivor) {
        jdbc.sql(
                        """
                        update census merged set care_unit = survivor.care_unit,
                            revision = merged.revision + 1
                        from census survivor, patient_merge m
                        where survivor.patient_id = :survivor and m.survivor_id = survivor.patient_id
                            and merged.patient_id = m.from_id
                            and merged.care_unit is distinct from survivor.care_unit
                        """)
                .param("survivor", survivor.value())
                .update();
    }

    /**
     * Takes in what a system of the hospital says, unless something newer is known; in one
     * transaction with whatever is under way.
     */
    CensusRules.Verdict apply(CensusChange change, Instant now) {
        return Objects.requireNonNull(
                database.transaction()
                        .execute(status -> {
                            lock(change.patientId());
                            CensusRules.Verdict verdict =
                                    CensusRules.after(known(change.patientId()), change);
                            if (verdict instanceof CensusRules.Verdict.Applied applied) {
                                write(applied, now);
                                followSurvivor(change.patientId());
                            }
                            return verdict;
                        }));
    }

    /** Makes an entry of a patient of whom it is not known where they are, unless there is one. */
    void ensure(CensusChange change, Instant now) {
        lock(change.patientId());
        if (known(change.patientId()).isEmpty()) {
            CensusEntry entry =
                    new CensusEntry(
                            change.patientId(),
                            change.displayName(),
                            change.birthDate(),
                            Optional.empty(),
                            Optional.empty(),
                            false);
            upsert(entry, change.source(), change.saidAt(), now);
        }
    }

    /** Until the transaction ends, also of a patient who has no row yet. */
    private void lock(PatientId patientId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 4))")
                .param(patientId.value())
                .query()
                .listOfRows();
    }

    private Optional<CensusRules.Known> known(PatientId patientId) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + ", source, event_at from census where patient_id = ? for update")
                .param(patientId.value())
                .query((row, number) ->
                        new CensusRules.Known(
                                entry(row, number),
                                CensusSource.valueOf(row.getString("source")),
                                row.getObject("event_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void write(CensusRules.Verdict.Applied applied, Instant now) {
        CensusRules.Known known = applied.known();
        if (applied.changed()) {
            upsert(known.entry(), known.source(), known.saidAt(), now);
        } else {
            jdbc.sql("update census set source = ?, event_at = ? where patient_id = ?")
                    .params(
                            known.source().name(),
                            known.saidAt().atOffset(ZoneOffset.UTC),
                            known.entry().patientId().value())
                    .update();
        }
    }

    private void upsert(CensusEntry entry, CensusSource source, Instant saidAt, Instant now) {
        jdbc.sql(
                        """
                        insert into census (patient_id, fhir_id, display_name, birth_date, care_unit,
                            bed, synthetic, discharged_at, source, event_at, revision, updated_at)
                        values (:patient, :fhirId, :name, :birthDate, :unit, :bed, :synthetic,
                            :discharged, :source, :saidAt, 1, :now)
                        on conflict (patient_id) do update set display_name = excluded.display_name,
                            birth_date = excluded.birth_date, care_unit = excluded.care_unit,
                            bed = excluded.bed, synthetic = excluded.synthetic,
                            discharged_at = excluded.discharged_at, source = excluded.source,
                            event_at = excluded.event_at, revision = census.revision + 1,
                            updated_at = excluded.updated_at
                        """)
                .param("patient", entry.patientId().value())
                .param("fhirId", FhirIds.of(entry.patientId()))
                .param("name", entry.displayName().orElse(null))
                .param("birthDate", entry.birthDate().map(Date::valueOf).orElse(null))
                .param("unit", entry.careUnit().orElse(null))
                .param("bed", entry.bed().orElse(null))
                .param("synthetic", entry.synthetic())
                .param(
                        "discharged",
                        entry.dischargedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .param("source", source.name())
                .param("saidAt", saidAt.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets what was published, so that everything is published again. */
    void forgetPublished() {
        jdbc.sql("update census set published_revision = 0").update();
    }

    List<PatientId> unpublished() {
        return jdbc.sql(
                        "select patient_id from census where published_revision < revision"
                                + " order by patient_id")
                .query((row, number) -> new PatientId(row.getString("patient_id")))
                .list();
    }

    /**
     * Publishes the newest revision of the patient unless that is done. Whoever else wants to
     * publish this patient waits, so that revisions never overtake each other.
     *
     * @param publish returns once the entry is acknowledged
     */
    void publish(PatientId patientId, java.util.function.Consumer<CensusEntry> publish) {
        database.transaction()
                .executeWithoutResult(status ->
                        jdbc.sql(
                                        "select "
                                                + COLUMNS
                                                + ", revision from census where patient_id = ?"
                                                + " and published_revision < revision for update")
                                .param(patientId.value())
                                .query((row, number) ->
                                        new Revised(entry(row, number), row.getLong("revision")))
                                .optional()
                                .ifPresent(revised -> {
                                    publish.accept(revised.entry());
                                    jdbc.sql(
                                                    "update census set published_revision = ?"
                                                            + " where patient_id = ?")
                                            .param(revised.revision())
                                            .param(patientId.value())
                                            .update();
                                }));
    }

    private static CensusEntry entry(ResultSet row, int number) throws SQLException {
        return new CensusEntry(
                new PatientId(row.getString("patient_id")),
                Optional.ofNullable(row.getString("display_name")),
                Optional.ofNullable(date(row)),
                Optional.ofNullable(row.getString("care_unit")),
                Optional.ofNullable(row.getString("bed")),
                row.getBoolean("synthetic"),
                Optional.ofNullable(row.getObject("discharged_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("merged_into")).map(PatientId::new));
    }

    private static @Nullable LocalDate date(ResultSet row) throws SQLException {
        return row.getObject("birth_date", LocalDate.class);
    }
}
