package org.vitalwire.gateway.codec;

/**
 * What a device says of its own clock beside a reading.
 *
 * @param said whether it says anything
 * @param synchronised whether it says that its clock follows a time service
 * @param nowMicros its time at the moment of sending, microseconds since 1970, or {@link
 *     IsoInstant#INVALID}: it ties all its measured times to ours
 */
public record DeclaredClock(boolean said, boolean synchronised, long nowMicros) {

    /** The device says nothing of its clock. */
    public static final DeclaredClock NONE = new DeclaredClock(false, false, IsoInstant.INVALID);

    public boolean hasNow() {
        return nowMicros != IsoInstant.INVALID;
    }

    /** It says itself that its times cannot be tied to anybody else's. */
    public boolean isUntraceable() {
        return said && !synchronised && !hasNow();
    }
}
