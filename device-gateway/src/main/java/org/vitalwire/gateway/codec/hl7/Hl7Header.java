package org.vitalwire.gateway.codec.hl7;

import java.time.ZoneId;

/** What MSH says: who sends, what it is, and how it wants to be answered. */
public final class Hl7Header {

    private final Hl7Segment msh;

    Hl7Header(Hl7Segment msh) {
        this.msh = msh;
    }

    /** MSH-3, the name of the sending application: for monitors, the device. */
    public String sender() {
        return msh.text(3);
    }

    /** MSH-3 to MSH-6, MSH-11 and MSH-12, to be written into an answer. */
    public String encoded(int field) {
        return msh.encoded(field);
    }

    /** MSH-9.1, such as {@code ORU}. */
    public String type() {
        return msh.text(9);
    }

    /** MSH-9.2, such as {@code R01}. */
    public String trigger() {
        return msh.text(9, 2);
    }

    /** MSH-10, which the answer names. */
    public String controlId() {
        return msh.text(10);
    }

    /** MSH-11: anything but {@code P} is not of a patient's care. */
    public boolean isTest() {
        String processing = msh.text(11);
        return processing.equals("T") || processing.equals("D");
    }

    /** MSH-12, such as {@code 2.6}. */
    public String version() {
        return msh.text(12);
    }

    /** MSH-15, whether a commit is to be told: AL, NE, ER, SU or empty. */
    public String acceptAcknowledgement() {
        return msh.text(15);
    }

    /** MSH-16, whether the outcome is to be told: AL, NE, ER, SU or empty. */
    public String applicationAcknowledgement() {
        return msh.text(16);
    }

    /**
     * MSH-7.
     *
     * @return microseconds since 1970, or {@link Hl7Time#INVALID}
     */
    public long sentMicros(ZoneId zone) {
        return Hl7Time.parseMicros(msh.text(7), zone);
    }

    /** The zone of all times of the message that name none: that of MSH-7, else the given one. */
    ZoneId zone(ZoneId otherwise) {
        return Hl7Time.zone(msh.text(7), otherwise);
    }
}
