package org.vitalwire.gateway.codec.medtech;

import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.jcf.JcfRuntime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.codec.medtech.ExpressionBounds.Quotes;

/** JMESPath with MedTech's own functions. */
final class JmesPathExpression implements Expression {

    private static final CountingRuntime RUNTIME = new CountingRuntime();

    private final String text;
    private final boolean projection;
    private final io.burt.jmespath.Expression<Object> expression;

    private JmesPathExpression(String text, io.burt.jmespath.Expression<Object> expression) {
        this.text = text;
        this.projection = isProjection(text);
        this.expression = expression;
    }

    static JmesPathExpression compile(String text) throws InvalidExpressionException {
        ExpressionBounds.check(text);
        try {
            return new JmesPathExpression(text, RUNTIME.compile(text));
        } catch (JmesPathException e) {
            throw new InvalidExpressionException("it is no JMESPath: " + e.getMessage());
        }
    }

    @Override
    public String text() {
        return text;
    }

    /** A projection's elements are tokens of their own; any other list is one token. */
    @Override
    public List<Object> all(Object document) {
        Object found = search(document);
        if (projection && found instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).map(Object.class::cast).toList();
        }
        return found == null ? List.of() : List.of(found);
    }

    @Override
    public @Nullable Object one(Object document) {
        Object found = search(document);
        if (projection && found instanceof List<?> list) {
            if (list.size() > 1) {
                throw new EvaluationException("it finds more than one value");
            }
            return list.isEmpty() ? null : list.getFirst();
        }
        return found;
    }

    private @Nullable Object search(Object document) {
        try {
            return expression.search(document);
        } catch (JmesPathException
                | ArithmeticException
                | ClassCastException
                | IllegalArgumentException e) {
            throw new EvaluationException("it cannot be evaluated on this payload");
        }
    }

    /**
     * Whether the value is a projection ({@code a[*].b}, {@code a[]}, {@code a[?b]}, {@code
     * a[0:2]}, {@code a.*}): behind the last pipe, and not within a function, a list or an object.
     */
    static boolean isProjection(String text) {
        boolean found = false;
        int depth = 0;
        Quotes quotes = new Quotes();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quotes.within(c)) {
                continue;
            }
            if (depth == 0) {
                if (c == '|'
                        && !text.startsWith("||", i)
                        && (i == 0 || text.charAt(i - 1) != '|')) {
                    found = false;
                } else if (c == '[') {
                    found |= projects(text, i + 1);
                } else if (c == '*') {
                    found = true;
                }
            }
            depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
            depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
        }
        return found;
    }

    /** What stands behind an opening bracket: nothing, a star, a filter or a slice. */
    private static boolean projects(String text, int from) {
        int end = text.indexOf(']', from);
        String inside = end < 0 ? "" : text.substring(from, end).strip();
        return inside.isEmpty()
                || inside.equals("*")
                || inside.startsWith("?")
                || (inside.contains(":")
                        && inside.chars().allMatch(c -> c == ':' || c == '-' || isDigitOrSpace(c)));
    }

    private static boolean isDigitOrSpace(int c) {
        return c == ' ' || (c >= '0' && c <= '9');
    }

    /** Maps and lists for JMESPath; each look costs a step. */
    private static final class CountingRuntime extends JcfRuntime {

        CountingRuntime() {
            super(
                    RuntimeConfiguration.builder()
                            .withFunctionRegistry(MedTechFunctions.registry())
                            .build());
        }

        @Override
        public List<Object> toList(Object value) {
            List<Object> list = super.toList(value);
            EvaluationBudget.spend(list.size() + 1L);
            return list;
        }

        @Override
        public Object getProperty(Object value, Object name) {
            EvaluationBudget.spend(1);
            return super.getProperty(value, name);
        }

        @Override
        public Object createArray(Collection<Object> elements) {
            EvaluationBudget.spend(elements.size() + 1L);
            return super.createArray(elements);
        }

        @Override
        public Object createObject(Map<Object, Object> object) {
            EvaluationBudget.spend(object.size() + 1L);
            return super.createObject(object);
        }

        @Override
        public Object createString(String text) {
            EvaluationBudget.spend(1 + text.length() / 16);
            return super.createString(text);
        }
    }
}
