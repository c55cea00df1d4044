package org.vitalwire.analytics;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.EventProbe;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;

/** Patients and units of a test's own, and what the topics say of them. */
final class TestPatients {

    private TestPatients() {}

    static String newPatient() {
        return "p-" + UUID.randomUUID();
    }

    static String newUnit() {
        return "u-" + UUID.randomUUID();
    }

    static void admit(String patient, String unit) {
        events().publish(
                        EventCodecs.CENSUS_ENTRY,
                        patient,
                        new CensusEntry(
                                new PatientId(patient),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(unit),
                                Optional.empty(),
                                true));
    }

    static void send(String patient, Instant at, double spo2) {
        events().publish(
                        TestReading.of("monitor-" + patient, at)
                                .patient(patient)
                                .value(VitalSign.SPO2, spo2)
                                .build());
    }

    static EventProbe events() {
        return SharedInfrastructure.kafka().events();
    }
}
