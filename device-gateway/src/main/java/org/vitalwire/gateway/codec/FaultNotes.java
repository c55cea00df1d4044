package org.vitalwire.gateway.codec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * The faults of one reading, one entry for each code: a payload of ten thousand unknown signs must
 * not become ten thousand quarantine entries.
 */
public final class FaultNotes {

    private static final int NAMED = 5;

    private final Map<FailureCode, Note> notes = new EnumMap<>(FailureCode.class);

    public void note(FailureCode code, String reason) {
        notes.computeIfAbsent(code, any -> new Note()).add(reason);
    }

    /**
     * @param where begins each reason, such as {@code reading 2: }
     */
    public void addTo(List<Fault> faults, String where, int offset, int length) {
        notes.forEach(
                (code, note) -> faults.add(new Fault(code, where + note.text(), offset, length)));
    }

    private static final class Note {
        private final StringBuilder reasons = new StringBuilder();
        private int count;

        void add(String reason) {
            count++;
            if (count <= NAMED) {
                reasons.append(count == 1 ? "" : "; ").append(reason);
            }
        }

        String text() {
            return count <= NAMED
                    ? reasons.toString()
                    : reasons + "; and " + (count - NAMED) + " more";
        }
    }
}
