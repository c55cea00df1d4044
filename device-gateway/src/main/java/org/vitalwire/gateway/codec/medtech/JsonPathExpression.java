package org.vitalwire.gateway.codec.medtech;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.codec.medtech.ExpressionBounds.Quotes;

/**
 * JSONPath as MedTech's templates have it, which is that of Json.NET: {@code $..[?(@heartrate)]}
 * leaves out the dot behind the @. Evaluated by Jayway's JsonPath.
 *
 * <p>Functions at the end of a path ({@code .length()}) and regular expressions ({@code =~}) are
 * refused: Json.NET does not have the former, and the latter can take forever on a payload that is
 * made for it.
 */
final class JsonPathExpression implements Expression {

    private static final Configuration JAYWAY =
            Configuration.builder()
                    .jsonProvider(new CountingJsonProvider())
                    .mappingProvider(new NoMapping())
                    .options(Option.ALWAYS_RETURN_LIST)
                    .build();

    private final String text;
    private final JsonPath path;
    private final Optional<ExistenceScan> scan;

    private JsonPathExpression(String text, JsonPath path) {
        this.text = text;
        this.path = path;
        this.scan = ExistenceScan.of(text);
    }

    static JsonPathExpression compile(String text) throws InvalidExpressionException {
        ExpressionBounds.check(text);
        try {
            return new JsonPathExpression(text, JsonPath.compile(inJaywaysDialect(text.strip())));
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new InvalidExpressionException("it is no JSONPath");
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public List<Object> all(Object document) {
        return scan.isPresent() ? scan.get().all(document) : evaluate(document);
    }

    private List<Object> evaluate(Object document) {
        try {
            List<Object> found = path.read(document, JAYWAY);
            return found.stream().filter(Objects::nonNull).toList();
        } catch (PathNotFoundException e) {
            return List.of();
        } catch (JsonPathException | ClassCastException e) {
            throw new EvaluationException("it cannot be evaluated on this payload");
        }
    }

    @Override
    public @Nullable Object one(Object document) {
        List<Object> found = all(document);
        if (found.size() > 1) {
            throw new EvaluationException("it finds more than one value");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Puts the dot behind each @ that has none: {@code @heartrate} is {@code @.heartrate}. And lets
     * a member that is not there be unequal to nothing: {@code @.a != 1} is {@code @.a && @.a !=
     * 1}.
     */
    static String inJaywaysDialect(String text) throws InvalidExpressionException {
        StringBuilder translated = new StringBuilder(text.length() + 8);
        Quotes quotes = new Quotes();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (quotes.within(c)) {
                translated.append(c);
            } else if (c == '!') {
                if (next != '=') {
                    throw new InvalidExpressionException("JSONPath of MedTech has no negation (!)");
                }
                String operand = leftOperand(translated);
                translated.append("&& ").append(operand).append(" !");
            } else {
                translated.append(c);
                if (c == '@' && (Character.isLetter(next) || next == '_')) {
                    translated.append('.');
                } else if (c == '=' && next == '~') {
                    throw new InvalidExpressionException(
                            "regular expressions (=~) are not taken over");
                } else if (c == '(' && isCall(text, i)) {
                    throw new InvalidExpressionException("JSONPath of MedTech has no functions");
                }
            }
        }
        return translated.toString();
    }

    /** The path that the text ends with. */
    private static String leftOperand(CharSequence text) throws InvalidExpressionException {
        String left = text.toString().stripTrailing();
        int start = Math.max(left.lastIndexOf('@'), left.lastIndexOf('$'));
        String operand = start < 0 ? "" : left.substring(start);
        if (operand.isEmpty() || operand.contains("&") || operand.contains("|")) {
            throw new InvalidExpressionException("left of != stands a path");
        }
        return operand;
    }

    /** A name in front of the bracket: {@code length(}; a filter's has a question mark there. */
    private static boolean isCall(String text, int bracket) {
        return bracket > 0 && Character.isLetterOrDigit(text.charAt(bracket - 1));
    }

    /** We take what is found as it is. */
    private static final class NoMapping implements MappingProvider {
        @Override
        public <T> T map(Object source, Class<T> targetType, Configuration configuration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T map(Object source, TypeRef<T> targetType, Configuration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
