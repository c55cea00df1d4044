package org.vitalwire.ehr.census;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.mapping.FhirIds;
import org.vitalwire.kit.database.ServiceDatabase;

/** Merges in PostgreSQL. */
final class PatientMerges implements Survivors {

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final CensusStore census;

    /** What came of a merge. */
    enum Outcome {
        MERGED,
        /** The same was done before. */
        ALREADY_MERGED,
        /** The record belongs to somebody else since an earlier merge. */
        MERGED_ELSEWHERE,
        /** The survivor is the record itself. */
        CIRCULAR,
        /** Nobody knows the survivor. */
        SURVIVOR_UNKNOWN,
        /** A person and a simulation. */
        SYNTHETIC_AND_REAL
    }

    PatientMerges(ServiceDatabase database, CensusStore census) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.census = census;
    }

    /**
     * Merges a record into another, in one transaction with whatever is under way.
     *
     * @param at when it is so at the hospital
     */
    Outcome merge(PatientId from, PatientId into, Instant at) {
        return database.transaction().execute(status -> mergeLocked(from, into, at));
    }

    private Outcome mergeLocked(PatientId from, PatientId into, Instant at) {
        // Merges are rare; one at a time, no chain can close.
        jdbc.sql("lock table patient_merge in share row exclusive mode").update();
        PatientId survivor = of(into);
        if (survivor.equals(from)) {
            return Outcome.CIRCULAR;
        }
        PatientId known = of(from);
        if (!known.equals(from)) {
            return known.equals(survivor) ? Outcome.ALREADY_MERGED : Outcome.MERGED_ELSEWHERE;
        }
        Optional<CensusEntry> entry = census.find(survivor);
        if (entry.isEmpty()) {
            return Outcome.SURVIVOR_UNKNOWN;
        }
        boolean synthetic = entry.get().synthetic();
        if (census.find(from).filter(before -> before.synthetic() != synthetic).isPresent()) {
            return Outcome.SYNTHETIC_AND_REAL;
        }
        jdbc.sql(
                        "insert into patient_merge (from_id, into_id, survivor_id, merged_at)"
                                + " values (?, ?, ?, ?)")
                .params(from.value(), into.value(), survivor.value(), at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        "update patient_merge set survivor_id = ?, redelivered = false,"
                                + " redelivered_after = '' where survivor_id = ?")
                .params(survivor.value(), from.value())
                .update();
        takePlace(from, survivor);
        close(from, into, census.find(survivor).orElseThrow(), at);
        census.followSurvivor(survivor);
        return Outcome.MERGED;
    }

    /** Who is here under the record that goes, is here under the one that stays. */
    private void takePlace(PatientId from, PatientId survivor) {
        jdbc.sql(
                        """
                        update census survivor set care_unit = gone.care_unit, bed = gone.bed,
                            discharged_at = null, revision = survivor.revision + 1
                        from census gone
                        where survivor.patient_id = :survivor and gone.patient_id = :from
                            and gone.care_unit is not null and gone.discharged_at is null
                            and (survivor.care_unit is null or survivor.discharged_at is not null)
                        """)
                .param("survivor", survivor.value())
                .param("from", from.value())
                .update();
    }

    /** Who may see the survivor, and nobody else, may see what was the record's. */
    private void close(PatientId from, PatientId into, CensusEntry survivor, Instant at) {
        jdbc.sql(
                        """
                        insert into census (patient_id, fhir_id, care_unit, synthetic, merged_into,
                            revision, updated_at)
                        values (:from, :fhirId, :unit, :synthetic, :into, 1, :at)
                        on conflict (patient_id) do update set care_unit = excluded.care_unit,
                            bed = null, merged_into = excluded.merged_into,
                            revision = census.revision + 1, updated_at = excluded.updated_at
                        """)
                .param("from", from.value())
                .param("fhirId", FhirIds.of(from))
                .param("unit", survivor.careUnit().orElse(null))
                .param("synthetic", survivor.synthetic())
                .param("into", into.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public PatientId of(PatientId patientId) {
        return jdbc.sql("select survivor_id from patient_merge where from_id = ?")
                .param(patientId.value())
                .query((row, number) -> new PatientId(row.getString("survivor_id")))
                .optional()
                .orElse(patientId);
    }

    @Override
    public Map<PatientId, PatientId> ofAll(Collection<PatientId> patientIds) {
        Map<PatientId, PatientId> survivors = new HashMap<>();
        patientIds.forEach(patientId -> survivors.put(patientId, patientId));
        if (!survivors.isEmpty()) {
            jdbc.sql("select from_id, survivor_id from patient_merge where from_id = any(?)")
                    .param(survivors.keySet().stream().map(PatientId::value).toArray(String[]::new))
                    .query(row -> {
                        survivors.put(
                                new PatientId(row.getString("from_id")),
                                new PatientId(row.getString("survivor_id")));
                    });
        }
        return survivors;
    }

    @Override
    public Set<PatientId> recordsOf(PatientId patientId) {
        PatientId survivor = of(patientId);
        Set<PatientId> records = new TreeSet<>();
        records.add(survivor);
        jdbc.sql("select from_id from patient_merge where survivor_id = ?")
                .param(survivor.value())
                .query(row -> {
                    records.add(new PatientId(row.getString("from_id")));
                });
        return records;
    }
}
