package org.vitalwire.ingest.board;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.ingest.intake.CommittedReadings;
import org.vitalwire.ingest.score.CommittedScores;
import org.vitalwire.ingest.store.DevicePeriod;

/**
 * The newest of everybody who is on a device. It hears only of what is committed, so that nobody
 * sees a value here which a crash could take back.
 */
final class Board implements CommittedReadings, CommittedScores {

    private final InstantSource clock;
    private final ConcurrentHashMap<PatientId, PatientState> states = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<PatientId, PatientState> loading = new ConcurrentHashMap<>();

    Board(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void committed(List<Reading> readings) {
        Instant latest = clock.instant().plus(DevicePeriod.MOST_AHEAD);
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            if (reading.patientId().isPresent() && reading.measuredAt().isBefore(latest)) {
                apply(reading.patientId().get(), reading);
            }
        }
    }

    private void apply(PatientId patientId, Reading reading) {
        // In this order: a state leaves 'loading' only after it stands in 'states', and what came
        // before it entered 'loading' is in the database that it is loaded from.
        PatientState next = loading.get(patientId);
        if (next != null) {
            next.apply(reading);
        }
        PatientState present = states.get(patientId);
        if (present != null) {
            present.apply(reading);
        }
    }

    // Named apart from the other listener's method: lists of readings and of scores look alike
    // once compiled.
    @Override
    public void committedScores(List<Score> scores) {
        for (Score score : scores) {
            // The board has room for one, and that is not any score which came last.
            if (!score.score().equals(BoardRows.SCORE)) {
                continue;
            }
            PatientState next = loading.get(score.patientId());
            if (next != null) {
                next.apply(score);
            }
            PatientState present = states.get(score.patientId());
            if (present != null) {
                present.apply(score);
            }
        }
    }

    /** A fresh state, which hears of news from now on and is shown once {@link #show} is called. */
    PatientState beginLoading(PatientId patientId) {
        PatientState fresh = new PatientState();
        loading.put(patientId, fresh);
        return fresh;
    }

    void show(PatientId patientId, PatientState loaded) {
        states.put(patientId, loaded);
        loading.remove(patientId, loaded);
    }

    void forget(PatientId patientId) {
        loading.remove(patientId);
        states.remove(patientId);
    }

    Optional<PatientState> find(PatientId patientId) {
        return Optional.ofNullable(states.get(patientId));
    }
}
