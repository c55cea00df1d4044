package org.vitalwire.gateway.codec.medtech;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled expression of a template. Documents are maps, lists, text, numbers and booleans. */
sealed interface Expression permits JsonPathExpression, JmesPathExpression {

    /** As it stands in the template. */
    String text();

    /**
     * What a type match finds, each a token of its own; never null ones.
     *
     * @throws EvaluationException when it cannot be evaluated on this document
     */
    List<Object> all(Object document);

    /**
     * The one thing that it finds, or null.
     *
     * @throws EvaluationException when it finds several, or cannot be evaluated on this document
     */
    @Nullable Object one(Object document);

    /** Which language an expression is in. */
    enum Language {
        JSON_PATH,
        JMES_PATH;

        Expression compile(String text) throws InvalidExpressionException {
            return switch (this) {
                case JSON_PATH -> JsonPathExpression.compile(text);
                case JMES_PATH -> JmesPathExpression.compile(text);
            };
        }
    }

    /**
     * Not an expression, or one that may not run here. The message is for the template's author.
     */
    final class InvalidExpressionException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidExpressionException(String why) {
            super(why);
        }
    }

    /** The message names no data. */
    final class EvaluationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EvaluationException(String why) {
            super(why, null, false, false);
        }

        String why() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
