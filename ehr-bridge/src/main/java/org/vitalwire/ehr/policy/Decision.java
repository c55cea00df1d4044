package org.vitalwire.ehr.policy;

import java.util.Optional;

/**
 * What becomes of a charted minute.
 *
 * @param reason why it is written by itself, or not
 * @param span the coarser line that it is part of, whether it is written by itself or not
 */
public record Decision(Reason reason, Optional<Span> span) {

    /** Why. */
    public enum Reason {
        BY_THE_MINUTE(true),
        /** Measured singly, or a setting: as soon as it is charted. */
        SPOT_CHECK(true),
        SCORE(true),
        /** By the minute, for there was an alert. */
        AROUND_ALERT(true),
        /** Of a coarser line: not of a minute. */
        AGGREGATE(true),
        IN_AGGREGATE(false),
        ITEM_NOT_WRITTEN(false);

        private final boolean written;

        Reason(boolean written) {
            this.written = written;
        }

        public boolean isWritten() {
            return written;
        }
    }

    public boolean isWritten() {
        return reason.isWritten();
    }

    static Decision alone(Reason reason) {
        return new Decision(reason, Optional.empty());
    }

    static Decision within(Span span, Reason reason) {
        return new Decision(reason, Optional.of(span));
    }
}
