package org.vitalwire.contracts.failure;

import static org.vitalwire.contracts.failure.FailureKind.DEFECT;
import static org.vitalwire.contracts.failure.FailureKind.IMPLAUSIBLE;
import static org.vitalwire.contracts.failure.FailureKind.MALFORMED;
import static org.vitalwire.contracts.failure.FailureKind.UNAUTHORISED;
import static org.vitalwire.contracts.failure.FailureKind.UNAVAILABLE;

import java.util.Arrays;
import java.util.Optional;

/** Everything that can go wrong with a payload, numbered for vendors. Numbers are never reused. */
public enum FailureCode {
    /** Not the format that the device's codec reads. */
    UNDECODABLE(1001, MALFORMED),
    /** More than 256 KiB. */
    OVERSIZED(1002, MALFORMED),
    /** The sign does not come in that unit. */
    UNKNOWN_UNIT(1003, MALFORMED),
    /** NaN, infinite, or not a number at all. */
    NOT_A_NUMBER(1004, MALFORMED),
    /** The device's clock is ahead by more than the tolerance. */
    FUTURE_TIME(1005, MALFORMED),
    /** The device's clock was never set: before 2000-01-01. */
    CLOCK_NOT_SET(1006, MALFORMED),
    /** No measured time, or not an ISO-8601 instant. */
    MISSING_TIME(1007, MALFORMED),
    /** A sign that the catalogue does not have. */
    UNKNOWN_SIGN(1008, MALFORMED),
    /** No values. */
    EMPTY_READING(1009, MALFORMED),
    /** A code that the sign does not have, such as consciousness "X". */
    UNKNOWN_CODE(1010, MALFORMED),
    /** The sign stands twice in one reading; the first was kept. */
    DUPLICATE_SIGN(1011, MALFORMED),
    /** The device's way to say that it has no value, such as -999, 8388607 or status X. */
    NO_VALUE(1012, MALFORMED),
    /** Readable, but not as the format's own schema wants it. */
    SCHEMA_VIOLATION(1013, MALFORMED),
    /** A measurement that is of no patient: control solution, demonstration, test. */
    NOT_OF_A_PATIENT(1014, MALFORMED),
    /**
     * A proper message of the format that carries no measurement, such as an association request.
     */
    NO_MEASUREMENT(1015, MALFORMED),
    /** None of the mapping templates of the device's model matches. */
    NO_TEMPLATE_MATCHES(1016, MALFORMED),
    /** A mapping template matches, but what it asks for is not in the payload. */
    TEMPLATE_FAILED(1017, MALFORMED),
    /** Neither current nor synchronised: nobody can say when it was measured. */
    CLOCK_NOT_TRACEABLE(1018, MALFORMED),
    /** The payload says that it is of another device than the one that sent it. */
    OTHER_DEVICE(1019, MALFORMED),
    /** Fewer or more bytes than the format's own lengths say. */
    WRONG_LENGTH(1020, MALFORMED),
    /** A waveform's rate is not 1 to 500 Hz, or not a whole number of millihertz. */
    BAD_SAMPLE_RATE(1021, MALFORMED),
    /** A waveform packet is not 0.1 to 10 s long. */
    BAD_PACKET_LENGTH(1022, MALFORMED),
    /** A waveform's sample is not a whole number of 24 bits. */
    SAMPLE_OUT_OF_RANGE(1023, MALFORMED),
    /** A waveform's factor or origin gives no physical values. */
    BAD_SCALING(1024, MALFORMED),

    /** Outside the physiologically plausible range. */
    IMPLAUSIBLE_VALUE(2001, IMPLAUSIBLE),

    /** No device of that name is enrolled. */
    UNKNOWN_DEVICE(3001, UNAUTHORISED),
    /** Published outside the device's own topics. */
    FOREIGN_TOPIC(3002, UNAUTHORISED),
    /** The device is suspended or retired. */
    DEVICE_NOT_ACTIVE(3003, UNAUTHORISED),
    /** The MQTT client id is not the name in the certificate. */
    IDENTITY_MISMATCH(3004, UNAUTHORISED),
    /** The certificate was revoked, or was never issued to this device. */
    CERTIFICATE_REVOKED(3005, UNAUTHORISED),
    /** The certificate is no longer valid, or not yet. */
    CERTIFICATE_EXPIRED(3006, UNAUTHORISED),
    /** A claim may enrol a device, and nothing else. */
    CLAIM_ONLY(3007, UNAUTHORISED),

    /** Kafka did not take it. */
    STREAM_UNAVAILABLE(4001, UNAVAILABLE),
    /** The database did not take it. */
    STORE_UNAVAILABLE(4002, UNAVAILABLE),

    /** The database refuses the row itself. */
    ROW_REFUSED(5001, DEFECT),
    /** A fault of ours. */
    UNEXPECTED(5002, DEFECT);

    private final int number;
    private final FailureKind kind;

    FailureCode(int number, FailureKind kind) {
        this.number = number;
        this.kind = kind;
    }

    public int number() {
        return number;
    }

    public FailureKind kind() {
        return kind;
    }

    public static Optional<FailureCode> ofNumber(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }
}
