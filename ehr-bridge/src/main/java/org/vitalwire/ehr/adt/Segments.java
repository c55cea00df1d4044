package org.vitalwire.ehr.adt;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A message as a flat list of segments, read by position; absent is empty. HAPI parses it. */
final class Segments {

    private static final HapiContext HAPI = context();
    private static final int MAXIMUM_SEGMENTS = 1_000;

    private final List<Segment> segments;

    private Segments(List<Segment> segments) {
        this.segments = segments;
    }

    private static HapiContext context() {
        HapiContext context = new DefaultHapiContext(new GenericModelClassFactory());
        // What is wanted of a message is said by the reader; senders keep to no version.
        context.setValidationContext(ValidationContextFactory.noValidation());
        return context;
    }

    /** In the order in which they were sent. */
    static Segments parse(String text) throws HL7Exception {
        if (text.chars().filter(c -> c == '\r').count() > MAXIMUM_SEGMENTS) {
            throw new HL7Exception("too many segments");
        }
        Message message = HAPI.getPipeParser().parse(text);
        List<Segment> segments = new ArrayList<>();
        for (String name : message.getNames()) {
            for (Structure structure : message.getAll(name)) {
                segments.add((Segment) structure);
            }
        }
        return new Segments(segments);
    }

    /** One of them. */
    record One(Segment segment) {

        String name() {
            return segment.getName();
        }

        String text(int field, int component) {
            return text(field, 0, component);
        }

        String text(int field, int repetition, int component) {
            try {
                String text = Terser.get(segment, field, repetition, component, 1);
                return text == null ? "" : text.strip();
            } catch (HL7Exception e) {
                throw new IllegalStateException("a generic segment has all fields", e);
            }
        }

        /** CX-4.2, the second part of the assigning authority. */
        String universalId(int field, int repetition) {
            try {
                String text = Terser.get(segment, field, repetition, 4, 2);
                return text == null ? "" : text.strip();
            } catch (HL7Exception e) {
                throw new IllegalStateException("a generic segment has all fields", e);
            }
        }

        IntStream repetitions(int field) {
            try {
                return IntStream.range(0, segment.getField(field).length);
            } catch (HL7Exception e) {
                throw new IllegalStateException("a generic segment has all fields", e);
            }
        }

        /** First repetition, with the usual delimiters. */
        String encoded(int field) {
            try {
                return segment.getField(field).length == 0
                        ? ""
                        : PipeParser.encode(
                                segment.getField(field)[0], EncodingCharacters.defaultInstance());
            } catch (HL7Exception e) {
                throw new IllegalStateException("a generic segment has all fields", e);
            }
        }
    }

    Stream<One> all() {
        return segments.stream().map(One::new);
    }
}
