package org.vitalwire.gateway.codec.medtech;

import org.vitalwire.gateway.codec.medtech.Expression.InvalidExpressionException;

/** How long, how deep and how far-reaching an expression may be. */
final class ExpressionBounds {

    static final int MAXIMUM_LENGTH = 1_000;
    private static final int MAXIMUM_DEPTH = 32;
    private static final int MAXIMUM_SCANS = 2;

    private ExpressionBounds() {}

    static void check(String text) throws InvalidExpressionException {
        if (text.isBlank()) {
            throw new InvalidExpressionException("it is empty");
        }
        if (text.length() > MAXIMUM_LENGTH) {
            throw new InvalidExpressionException(
                    "it is longer than %d characters".formatted(MAXIMUM_LENGTH));
        }
        int depth = 0;
        int scans = 0;
        Quotes quotes = new Quotes();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quotes.within(c)) {
                continue;
            }
            depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
            depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
            scans += c == '.' && text.startsWith("..", i) ? 1 : 0;
            if (depth > MAXIMUM_DEPTH) {
                throw new InvalidExpressionException(
                        "its brackets are more than %d deep".formatted(MAXIMUM_DEPTH));
            }
        }
        if (scans > MAXIMUM_SCANS) {
            throw new InvalidExpressionException(
                    "it scans the whole document (..) more than %d times".formatted(MAXIMUM_SCANS));
        }
    }

    /** Knows, character by character, whether the text is within quotes. */
    static final class Quotes {
        private char open;
        private boolean escaped;

        /** Whether this character is a quote or stands between quotes. */
        boolean within(char c) {
            if (open == 0) {
                if (c == '\'' || c == '"' || c == '`') {
                    open = c;
                    return true;
                }
                return false;
            }
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == open) {
                open = 0;
            }
            return true;
        }
    }
}
