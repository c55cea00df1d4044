package org.vitalwire.gateway.continuity;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.vitalwire.contracts.wire.v1.ReadingEvent;

/**
 * What the ledger needs of a reading's bytes. Values and names are skipped: this is read for every
 * message, beside the gateway that makes them.
 *
 * @param sequence the device's own count, -1 when it does not count
 * @param measuredMicros the device's time, microseconds since 1970
 * @param receivedMicros ours
 */
record ReadingGlance(
        String deviceId, String boot, long sequence, long measuredMicros, long receivedMicros) {

    static final long NOT_COUNTED = -1;

    private static final int DEVICE = tag(ReadingEvent.DEVICE_ID_FIELD_NUMBER, true);
    private static final int MEASURED =
            WireFormat.WIRETYPE_FIXED64 | ReadingEvent.MEASURED_AT_MICROS_FIELD_NUMBER << 3;
    private static final int RECEIVED =
            WireFormat.WIRETYPE_FIXED64 | ReadingEvent.RECEIVED_AT_MICROS_FIELD_NUMBER << 3;
    private static final int SEQUENCE = tag(ReadingEvent.SEQUENCE_FIELD_NUMBER, false);
    private static final int BOOT = tag(ReadingEvent.BOOT_FIELD_NUMBER, true);

    /** Empty for bytes that are no event; who stores readings quarantines them. */
    static Optional<ReadingGlance> at(byte[] event) {
        String deviceId = "";
        String boot = "";
        long sequence = NOT_COUNTED;
        long measured = 0;
        long received = 0;
        try {
            CodedInputStream in = CodedInputStream.newInstance(event);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == DEVICE) {
                    deviceId = in.readString();
                } else if (tag == MEASURED) {
                    measured = in.readSFixed64();
                } else if (tag == RECEIVED) {
                    received = in.readSFixed64();
                } else if (tag == SEQUENCE) {
                    sequence = in.readUInt64();
                } else if (tag == BOOT) {
                    boot = in.readString();
                } else if (!in.skipField(tag)) {
                    break;
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return deviceId.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadingGlance(deviceId, boot, sequence, measured, received));
    }

    boolean isCounted() {
        return sequence >= 0;
    }

    private static int tag(int field, boolean text) {
        return field << 3
                | (text ? WireFormat.WIRETYPE_LENGTH_DELIMITED : WireFormat.WIRETYPE_VARINT);
    }
}
