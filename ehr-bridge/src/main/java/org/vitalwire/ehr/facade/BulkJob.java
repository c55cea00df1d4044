package org.vitalwire.ehr.facade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/**
 * A bulk export, and how far it is.
 *
 * @param subject who asked for it; nobody else gets it
 * @param request what was asked for
 * @param types of resources, in the order in which they are written
 * @param since only what was charted since then
 * @param until what is charted later is not part of it
 * @param patients who was in the unit when it was asked for
 * @param done how many of them are written
 * @param place where the page of the next one ended
 * @param step counts the parts
 * @param touchedAt when somebody last worked at it or asked for it
 */
record BulkJob(
        String id,
        String subject,
        String careUnit,
        String request,
        List<String> types,
        Optional<Instant> since,
        Instant until,
        List<PatientId> patients,
        int done,
        Optional<Cursor> place,
        int step,
        State state,
        Instant touchedAt) {

    static final String PATIENT = "Patient";
    static final String OBSERVATION = "Observation";

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    BulkJob {
        types = List.copyOf(types);
        patients = List.copyOf(patients);
    }

    /** What the step that was just made leaves: the next patient, or the rest of this one. */
    BulkJob after(Optional<Cursor> rest) {
        int nowDone = rest.isPresent() ? done : done + 1;
        return new BulkJob(
                id,
                subject,
                careUnit,
                request,
                types,
                since,
                until,
                patients,
                nowDone,
                rest,
                step + 1,
                nowDone >= patients.size() ? State.DONE : State.RUNNING,
                touchedAt);
    }
}
