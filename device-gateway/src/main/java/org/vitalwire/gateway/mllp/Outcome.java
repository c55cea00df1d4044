package org.vitalwire.gateway.mllp;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.failure.FailureKind;
import org.vitalwire.gateway.codec.hl7.Hl7Header;
import org.vitalwire.gateway.intake.Prepared;

/**
 * What the sender is told once Kafka has everything of its message: HL7 table 0008. All three mean
 * that the message is ours now, be it in quarantine, and is not to be sent again.
 */
enum Outcome {
    ACCEPTED("AA", "CA"),
    /** For good: it is in quarantine, and the same bytes would end there again. */
    FAULTY("AE", "CE"),
    /** It may not come from there, or is nothing that we read. */
    REJECTED("AR", "CR");

    /** The message is as it should be; there was only nothing to measure. */
    private static final Set<FailureCode> HARMLESS =
            EnumSet.of(FailureCode.NO_VALUE, FailureCode.NO_MEASUREMENT);

    private final String application;
    private final String commit;

    Outcome(String application, String commit) {
        this.application = application;
        this.commit = commit;
    }

    /** MSA-1 of an application acknowledgement. */
    String application() {
        return application;
    }

    /** MSA-1 of a commit acknowledgement. */
    String commit() {
        return commit;
    }

    static Outcome of(Prepared prepared, @Nullable Hl7Header header) {
        if (prepared.accepted() || prepared.rejected().isEmpty()) {
            return ACCEPTED;
        }
        FailureCode first = prepared.rejected().getFirst();
        if (first.kind() == FailureKind.UNAUTHORISED || first == FailureCode.OTHER_DEVICE) {
            return REJECTED;
        }
        if (header != null && !header.type().equals("ORU")) {
            return REJECTED;
        }
        return HARMLESS.containsAll(prepared.rejected()) ? ACCEPTED : FAULTY;
    }
}
