package org.vitalwire.kit.hl7;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * As much of HL7 v2's encoding (chapter 2.6, 2.7) as short messages and their answers need.
 *
 * @param segments each with its fields, as they were sent; the field of number n is at n, in MSH as
 *     well, where field 1 is the separator
 */
public record Hl7(List<List<String>> segments) {

    public Hl7 {
        segments = List.copyOf(segments);
    }

    /** Empty where it does not begin with a header. */
    public static Optional<Hl7> read(String text) {
        if (text.length() < 8 || !text.startsWith("MSH")) {
            return Optional.empty();
        }
        String separator = text.substring(3, 4);
        List<List<String>> segments = new ArrayList<>();
        for (String line : text.split("[\r\n]+", -1)) {
            if (!line.isEmpty()) {
                List<String> fields =
                        new ArrayList<>(
                                Arrays.asList(
                                        line.split(java.util.regex.Pattern.quote(separator), -1)));
                if (line.startsWith("MSH")) {
                    fields.add(1, separator);
                }
                segments.add(fields);
            }
        }
        return Optional.of(new Hl7(segments));
    }

    /** The first of such a segment, else an empty one. */
    public List<String> segment(String name) {
        return all(name).stream().findFirst().orElse(List.of());
    }

    public List<List<String>> all(String name) {
        return segments.stream().filter(segment -> segment.getFirst().equals(name)).toList();
    }

    /** Empty where it is not there. */
    public static String field(List<String> segment, int number) {
        return number < segment.size() ? segment.get(number) : "";
    }

    /** The first component of a field. */
    public static String first(String field) {
        int end = field.indexOf('^');
        return end < 0 ? field : field.substring(0, end);
    }

    /** Text that may stand in any field of a message with the usual separators. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '|' -> escaped.append("\\F\\");
                        case '^' -> escaped.append("\\S\\");
                        case '~' -> escaped.append("\\R\\");
                        case '&' -> escaped.append("\\T\\");
                        case '\\' -> escaped.append("\\E\\");
                        default -> escaped.appendCodePoint(c < ' ' ? ' ' : c);
                    }
                });
        return escaped.toString();
    }
}
