package org.vitalwire.ehr.delivery;

import java.time.Instant;
import java.util.Optional;

/** What this process does for a target just now. Written by its worker, read by anybody. */
final class TargetProgress {

    /** What a worker does. */
    enum Doing {
        /** Another process is the writer, or the database does not say who is. */
        STANDBY,
        /** Asks the target what it can do. */
        CONNECTING,
        DELIVERING,
        /** The target takes nothing now. */
        WAITING,
        STOPPED
    }

    /**
     * @param trouble why nothing was taken when it was last tried, as a code
     * @param until when it is tried again
     */
    record Now(Doing doing, Optional<String> trouble, Optional<Instant> until) {}

    private volatile Now now = new Now(Doing.STOPPED, Optional.empty(), Optional.empty());

    Now now() {
        return now;
    }

    void is(Doing doing) {
        if (now.doing() != doing) {
            now = new Now(doing, Optional.empty(), Optional.empty());
        }
    }

    void waits(String trouble, Instant until) {
        now = new Now(Doing.WAITING, Optional.of(trouble), Optional.of(until));
    }
}
