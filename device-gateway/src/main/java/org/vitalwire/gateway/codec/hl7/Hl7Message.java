package org.vitalwire.gateway.codec.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as a flat list of segments. HAPI parses each segment by itself: its structures know
 * versions and groups, and monitors keep to neither.
 */
public final class Hl7Message {

    /** Between a message's bytes and its end in MLLP (FS). */
    private static final char END_OF_FRAME = 0x1C;

    /** More would be no message of a monitor; HAPI makes many objects of each. */
    private static final int MAXIMUM_SEGMENTS = 10_000;

    private static final PipeParser PARSER = new PipeParser(new GenericModelClassFactory());

    private final List<Hl7Segment> segments;

    private Hl7Message(List<Hl7Segment> segments) {
        this.segments = segments;
    }

    /** It is no HL7 v2 message. The reason holds nothing of what was sent. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** Takes a message with or without the bytes of an MLLP frame around it. */
    public static Hl7Message parse(byte[] bytes) throws UnreadableException {
        String text = unframed(text(bytes)).strip();
        if (text.length() < 8 || !text.startsWith("MSH")) {
            throw new UnreadableException("not an HL7 v2 message: it does not begin with MSH");
        }
        EncodingCharacters delimiters = delimiters(text);
        String[] lines = text.split("[\r\n]+", MAXIMUM_SEGMENTS + 1);
        if (lines.length > MAXIMUM_SEGMENTS) {
            throw new UnreadableException("more than " + MAXIMUM_SEGMENTS + " segments");
        }
        GenericMessage parent = new GenericMessage.V26(new GenericModelClassFactory());
        List<Hl7Segment> segments = new ArrayList<>(lines.length);
        for (String line : lines) {
            segments.add(segment(parent, line, delimiters, segments.size() + 1));
        }
        return new Hl7Message(segments);
    }

    public Hl7Header header() {
        return new Hl7Header(segments.getFirst());
    }

    List<Hl7Segment> segments() {
        return segments;
    }

    private static Hl7Segment segment(
            GenericMessage parent, String line, EncodingCharacters delimiters, int number)
            throws UnreadableException {
        if (line.length() < 3
                || (line.length() > 3 && line.charAt(3) != delimiters.getFieldSeparator())) {
            throw new UnreadableException("segment " + number + " has no name of three letters");
        }
        String name = line.substring(0, 3);
        if (number > 1 && (name.equals("MSH") || name.equals("FHS") || name.equals("BHS"))) {
            throw new UnreadableException("more than one message; each is sent on its own");
        }
        GenericSegment segment = new GenericSegment(parent, name);
        try {
            PARSER.parse(segment, line, delimiters);
        } catch (HL7Exception e) {
            throw new UnreadableException("segment " + number + " cannot be read");
        }
        return new Hl7Segment(segment);
    }

    /** MSH-1 and MSH-2; what MSH-2 leaves out is as usual. */
    private static EncodingCharacters delimiters(String text) throws UnreadableException {
        char field = text.charAt(3);
        int end = text.indexOf(field, 4);
        if (Character.isLetterOrDigit(field) || end < 0 || end - 4 > 5) {
            throw new UnreadableException("MSH-1 and MSH-2 are no delimiters");
        }
        String given = text.substring(4, end);
        String usual = "^~\\&";
        String used = given.length() < 4 ? given + usual.substring(given.length()) : given;
        return new EncodingCharacters(
                field, used.charAt(0), used.charAt(1), used.charAt(2), used.charAt(3));
    }

    /** All that we read is ASCII; a name in another alphabet must not make it unreadable. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static String unframed(String text) throws UnreadableException {
        int begin = 0;
        while (begin < text.length() && text.charAt(begin) <= ' ') {
            begin++;
        }
        int end = text.indexOf(END_OF_FRAME, begin);
        if (end < 0) {
            return text.substring(begin);
        }
        for (int i = end + 1; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                throw new UnreadableException("more than one message; each is sent on its own");
            }
        }
        return text.substring(begin, end);
    }
}
