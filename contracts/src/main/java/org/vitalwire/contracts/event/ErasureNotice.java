package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.List;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/** What is said of the erasure of a patient (GDPR article 17). */
public sealed interface ErasureNotice {

    /** Names the erasure; it says nothing of the patient and is the key of the record. */
    String erasureId();

    /**
     * Whatever of the patient was measured before {@code requestedAt} goes. What is measured later,
     * after a new admission, stays.
     *
     * @param requestedAt gateway time
     * @param requestedBy subject of the person who asked for it
     * @param periods where the patient's samples are
     */
    record Erasure(
            String erasureId,
            PatientId patientId,
            Instant requestedAt,
            String requestedBy,
            List<ErasedPeriod> periods)
            implements ErasureNotice {

        public Erasure {
            periods = List.copyOf(periods);
        }

        /** Names no patient, wherever it may be printed. */
        @Override
        public String toString() {
            return "Erasure[" + erasureId + "]";
        }
    }

    /**
     * The device was on the patient from {@code from} (inclusive) to {@code to} (exclusive), by the
     * device's own time.
     */
    record ErasedPeriod(DeviceId deviceId, Instant from, Instant to) {

        public ErasedPeriod {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("a period must end after it begins");
            }
        }

        public boolean contains(Instant measured) {
            return !measured.isBefore(from) && measured.isBefore(to);
        }
    }

    /**
     * A service holds nothing of the patient any more.
     *
     * @param service such as {@code ingest-service}
     * @param at the service's time
     * @param erased rows or records that went; told again after a crash it may be less than before
     */
    record ErasureDone(String erasureId, String service, Instant at, long erased)
            implements ErasureNotice {

        public ErasureDone {
            if (erased < 0) {
                throw new IllegalArgumentException("fewer than none cannot have gone");
            }
        }
    }
}
