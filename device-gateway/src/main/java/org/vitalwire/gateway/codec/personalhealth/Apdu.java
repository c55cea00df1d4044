package org.vitalwire.gateway.codec.personalhealth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.gateway.codec.Octets;

/**
 * One application protocol data unit, framed but not read (IEEE 11073-20601 annex A).
 *
 * @param offset where its body begins in the payload, bytes
 */
// Nobody compares APDUs.
@SuppressWarnings("ArrayRecordComponent")
record Apdu(Choice choice, byte[] body, int offset) {

    /** What an APDU is. */
    enum Choice {
        ASSOCIATION_REQUEST(0xE200),
        ASSOCIATION_RESPONSE(0xE300),
        RELEASE_REQUEST(0xE400),
        RELEASE_RESPONSE(0xE500),
        ABORT(0xE600),
        PRESENTATION(0xE700);

        private final int number;

        Choice(int number) {
            this.number = number;
        }

        private static Optional<Choice> of(int number) {
            for (Choice choice : values()) {
                if (choice.number == number) {
                    return Optional.of(choice);
                }
            }
            return Optional.empty();
        }
    }

    /** How far a payload is APDUs, one behind the other. */
    sealed interface Framing {}

    record Framed(List<Apdu> apdus) implements Framing {}

    /** A length says more than there is, or bytes are left that are no APDU. */
    record WrongLength() implements Framing {}

    /** Of a length that is right, and of no kind that there is. */
    record UnknownChoice() implements Framing {}

    static Framing frame(byte[] payload) {
        Octets octets = Octets.bigEndian(payload);
        List<Apdu> apdus = new ArrayList<>();
        do {
            int number = octets.u16();
            int length = octets.u16();
            int offset = octets.position();
            byte[] body = octets.take(length);
            if (octets.isOverrun()) {
                return new WrongLength();
            }
            Optional<Choice> choice = Choice.of(number);
            if (choice.isEmpty()) {
                return apdus.isEmpty() ? new UnknownChoice() : new WrongLength();
            }
            apdus.add(new Apdu(choice.get(), body, offset));
        } while (octets.remaining() > 0);
        return new Framed(apdus);
    }
}
