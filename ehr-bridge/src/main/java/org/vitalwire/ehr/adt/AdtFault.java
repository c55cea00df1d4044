package org.vitalwire.ehr.adt;

/**
 * Why a message is not applied. Nothing of what was sent is in it.
 *
 * @param acknowledgement AE: the content is at fault, a person has to look at it. AR: it is not for
 *     us, or not now; nothing is kept
 * @param code HL7 table 0357
 * @param place such as {@code PID-3}
 */
record AdtFault(Acknowledgement acknowledgement, int code, String place, String reason) {

    static AdtFault missing(String place) {
        return new AdtFault(Acknowledgement.AE, 101, place, "required field missing");
    }

    static AdtFault bad(String place, String reason) {
        return new AdtFault(Acknowledgement.AE, 102, place, reason);
    }

    static AdtFault conflicting(String place, String reason) {
        return new AdtFault(Acknowledgement.AE, 204, place, reason);
    }

    static AdtFault notForUs(int code, String place, String reason) {
        return new AdtFault(Acknowledgement.AR, code, place, reason);
    }

    /** Nothing was kept: the sender has to send it again. */
    static AdtFault notNow() {
        return new AdtFault(Acknowledgement.AR, 207, "", "not kept, send it again");
    }
}
