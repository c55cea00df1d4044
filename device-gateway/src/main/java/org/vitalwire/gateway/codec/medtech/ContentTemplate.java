package org.vitalwire.gateway.codec.medtech;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One template, its expressions compiled.
 *
 * @param path where it stands in the uploaded JSON, such as {@code $.template[0].template}
 * @param typeName what MedTech calls the measurement
 * @param deviceId empty for kinds where MedTech takes it from what is beside the payload
 * @param times the first one that finds something counts
 * @param refersToTheEvent whether it counts on the event around the payload: its Body, Properties,
 *     SystemProperties
 */
record ContentTemplate(
        String path,
        Kind kind,
        String typeName,
        Expression match,
        Optional<Expression> deviceId,
        List<Expression> times,
        List<Value> values,
        boolean refersToTheEvent) {

    ContentTemplate {
        times = List.copyOf(times);
        values = List.copyOf(values);
    }

    /**
     * One number of a measurement.
     *
     * @param required without it there is no measurement
     */
    record Value(String path, String name, boolean required, Expression expression) {}

    /** The template types. */
    enum Kind {
        JSON_PATH("JsonPathContent"),
        IOT_JSON_PATH("IotJsonPathContent"),
        IOT_CENTRAL_JSON_PATH("IotCentralJsonPathContent"),
        CALCULATED("CalculatedContent");

        private final String templateType;

        Kind(String templateType) {
            this.templateType = templateType;
        }

        String templateType() {
            return templateType;
        }

        /**
         * Whether values are looked for in the whole document, with the match beside it, and not in
         * the match only.
         */
        boolean seesTheWholeDocument() {
            return this == CALCULATED;
        }

        /** Whether the device's id and the time come from what the transport says. */
        boolean isOfTheTransport() {
            return this == IOT_JSON_PATH || this == IOT_CENTRAL_JSON_PATH;
        }
    }

    static ContentTemplate of(
            String path,
            Kind kind,
            String typeName,
            Expression match,
            Optional<Expression> deviceId,
            List<Expression> times,
            List<Value> values) {
        boolean refers =
                kind == Kind.IOT_JSON_PATH
                        || Stream.of(
                                        Stream.of(match),
                                        deviceId.stream(),
                                        times.stream(),
                                        values.stream().map(Value::expression))
                                .flatMap(expressions -> expressions)
                                .anyMatch(ContentTemplate::refersToTheEvent);
        return new ContentTemplate(path, kind, typeName, match, deviceId, times, values, refers);
    }

    private static boolean refersToTheEvent(Expression expression) {
        return EventDocument.MEMBERS.stream().anyMatch(name -> names(expression.text(), name));
    }

    /** Whether the name stands there as a word of its own. */
    private static boolean names(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            if ((at == 0 || !isPartOfName(text.charAt(at - 1)))
                    && (end == text.length() || !isPartOfName(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
