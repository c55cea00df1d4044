package org.vitalwire.gateway.codec.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;

/** One segment, read by position: fields and components count from 1. Absent is empty. */
final class Hl7Segment {

    private final Segment segment;

    Hl7Segment(Segment segment) {
        this.segment = segment;
    }

    String name() {
        return segment.getName();
    }

    /** First repetition, first component. */
    String text(int field) {
        return text(field, 0, 1);
    }

    String text(int field, int component) {
        return text(field, 0, component);
    }

    /** Without escapes and surrounding blanks. */
    String text(int field, int repetition, int component) {
        try {
            String text = Terser.get(segment, field, repetition, component, 1);
            return text == null ? "" : text.strip();
        } catch (HL7Exception e) {
            throw new IllegalStateException("a generic segment has all fields", e);
        }
    }

    int repetitions(int field) {
        return fields(field).length;
    }

    /** The first repetition as it would stand in a message with the usual delimiters. */
    String encoded(int field) {
        Type[] repetitions = fields(field);
        return repetitions.length == 0
                ? ""
                : PipeParser.encode(repetitions[0], EncodingCharacters.defaultInstance());
    }

    private Type[] fields(int field) {
        try {
            return segment.getField(field);
        } catch (HL7Exception e) {
            throw new IllegalStateException("a generic segment has all fields", e);
        }
    }
}
