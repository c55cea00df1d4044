package org.vitalwire.ingest.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.census.CensusDirectory;

/** Puts the board together: associations say who is on it, the census who that is. */
final class BoardRows {

    static final String SCORE = Score.NEWS2;

    private static final Comparator<RowState> BY_PLACE =
            Comparator.<RowState, String>comparing(row -> row.careUnit().orElse(""))
                    .thenComparing(row -> row.bed().orElse(""))
                    .thenComparing(RowState::patientId);

    private final Associations associations;
    private final Board board;
    private final CensusDirectory census;
    private final Connections connections;

    BoardRows(
            Associations associations,
            Board board,
            CensusDirectory census,
            Connections connections) {
        this.associations = associations;
        this.board = board;
        this.census = census;
        this.connections = connections;
    }

    /** Everybody on a device, by unit and bed. */
    List<RowState> states(Instant now) {
        List<RowState> rows = new ArrayList<>();
        associations
                .presentAt(now)
                .forEach((patientId, present) -> rows.add(state(patientId, present, now)));
        rows.sort(BY_PLACE);
        return rows;
    }

    private RowState state(PatientId patientId, Associations.Present present, Instant now) {
        Optional<CensusEntry> entry = census.find(patientId);
        Optional<PatientState> state = board.find(patientId);
        Optional<Score> score = state.flatMap(PatientState::score);
        return new RowState(
                patientId,
                entry,
                present.bed().or(() -> entry.flatMap(CensusEntry::bed)),
                state.map(PatientState::newest).orElse(Map.of()),
                score,
                score.map(s -> s.asOf(now)),
                connections.anyOnline(present.devices()));
    }

    /** The rows with their trends. */
    List<BoardRow> rows(Instant now, Predicate<RowState> shown) {
        return states(now).stream()
                .filter(shown)
                .map(state ->
                        state.row(
                                now,
                                board.find(state.patientId())
                                        .orElseGet(PatientState::new)
                                        .trends(now)))
                .toList();
    }
}
