package org.vitalwire.ehr.delivery;

/**
 * Why a line failed, in words for those who run the bridge, and what may help.
 *
 * @param meaning what happened
 * @param advice what to do
 * @param retryHelps whether another attempt may succeed without anything being changed
 */
record Explanation(String meaning, String advice, boolean retryHelps) {

    private static final String THEN_RETRY = " Then retry.";

    /**
     * @param error as the ledger keeps it, such as {@code 422:business-rule}
     */
    static Explanation of(String error) {
        if (error.startsWith("patient-gone")) {
            return new Explanation(
                    "The target has deleted or merged the patient, and says so.",
                    "Have the patient's record restored at the target, or leave the line here."
                            + THEN_RETRY,
                    false);
        }
        if (error.startsWith("patient-refused") || error.startsWith("device-refused")) {
            return new Explanation(
                    "The target refuses the patient or the device that the line refers to.",
                    "Let our account create and read patients and devices there, or have them"
                            + " created by the hospital and set create-patients=false."
                            + THEN_RETRY,
                    false);
        }
        if (error.startsWith("hl7:A")) {
            return ofAcknowledgement(error);
        }
        return switch (error) {
            case "kind-not-taken" ->
                    new Explanation(
                            "A target that receives ORU messages takes Observations alone.",
                            "Leave the line here.",
                            false);
            case "http-403" ->
                    new Explanation(
                            "Our account may not write resources of this kind at the target.",
                            "Have it allowed there, or take the kind out of the target's kinds."
                                    + THEN_RETRY,
                            false);
            case "flag-refused" ->
                    new Explanation(
                            "The target refused the Flag that the line refers to.",
                            "See why the Flag failed. Then retry it, and this line after it.",
                            false);
            case "no-longer-so" ->
                    new Explanation(
                            "What is known of the alert does not give this resource any more.",
                            "Leave the line here: there is nothing to deliver.",
                            false);
            case "several-at-target" ->
                    new Explanation(
                            "The target has several resources under the one identifier of this"
                                    + " line; which of them stands is not ours to say.",
                            "Have all but one of them removed at the target." + THEN_RETRY,
                            false);
            case "accepted-but-never-there" ->
                    new Explanation(
                            "The target accepted the line (202) again and again, and never had it.",
                            "Ask the target's people what becomes of what it accepts.",
                            true);
            default -> ofStatus(Meaning.number(error.split(":", 2)[0]));
        };
    }

    private static Explanation ofAcknowledgement(String error) {
        return error.startsWith("hl7:AE")
                ? new Explanation(
                        "The receiver found an error in the message (AE).",
                        "See the outcome: what the receiver's ERR segments name, by HL7 table 0357."
                                + " Have the receiver configured for it."
                                + THEN_RETRY,
                        false)
                : new Explanation(
                        "The receiver rejected the message (AR) for half a day.",
                        "See the receiver's own log; it may be configured for other senders,"
                                + " versions or processing ids."
                                + THEN_RETRY,
                        true);
    }

    private static Explanation ofStatus(int status) {
        return switch (status) {
            case 400, 422 ->
                    new Explanation(
                            "The target's rules refuse this content; it was alone in its request.",
                            "See the outcome. Either the target is told to take such resources,"
                                    + " or they are not to be charted there."
                                    + THEN_RETRY,
                            false);
            case 404, 410 ->
                    new Explanation(
                            "The target does not know what the line refers to, or does not let us"
                                    + " write under our own ids.",
                            "Check the target's address, and try ids=server." + THEN_RETRY,
                            false);
            case 405, 501 ->
                    new Explanation(
                            "The target does not offer this way of writing.",
                            "Check its capability statement and the setting ids." + THEN_RETRY,
                            false);
            case 409 ->
                    new Explanation(
                            "Something at the target contradicts the line, after several attempts.",
                            "Retry; should it stay, ask the target's people who else writes it.",
                            true);
            case 412 ->
                    new Explanation(
                            "The target finds more than one resource where the line expects one.",
                            "Have duplicates of the identifier removed at the target." + THEN_RETRY,
                            false);
            case 413 ->
                    new Explanation(
                            "One line alone is too large for the target.",
                            "Ask the target's people for its limit." + THEN_RETRY,
                            false);
            default ->
                    new Explanation(
                            "The target refused the line.", "See the outcome." + THEN_RETRY, false);
        };
    }
}
