package org.vitalwire.gateway.codec.medtech;

import io.burt.jmespath.Adapter;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.function.ArgumentConstraints;
import io.burt.jmespath.function.BaseFunction;
import io.burt.jmespath.function.FunctionArgument;
import io.burt.jmespath.function.FunctionRegistry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * What MedTech adds to JMESPath's own functions: {@code add}, {@code subtract}, {@code multiply},
 * {@code divide}, {@code pow}, {@code insertString}, {@code fromUnixTimestamp}, {@code
 * fromUnixTimestampMs}.
 *
 * @see <a href="https://github.com/microsoft/iomt-fhir/blob/main/docs/CustomFunctions.md">custom
 *     functions</a>
 */
final class MedTechFunctions {

    /** A result must fit into 64 bits, as MedTech has it. */
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private MedTechFunctions() {}

    static FunctionRegistry registry() {
        return FunctionRegistry.defaultRegistry()
                .extend(
                        new Arithmetic("add", BigDecimal::add),
                        new Arithmetic("subtract", BigDecimal::subtract),
                        new Arithmetic("multiply", BigDecimal::multiply),
                        new Arithmetic(
                                "divide",
                                (left, right) -> left.divide(right, MathContext.DECIMAL64)),
                        new Arithmetic("pow", MedTechFunctions::pow),
                        new InsertString(),
                        new FromUnixTimestamp("fromUnixTimestamp", Instant::ofEpochSecond),
                        new FromUnixTimestamp("fromUnixTimestampMs", Instant::ofEpochMilli));
    }

    private static BigDecimal pow(BigDecimal base, BigDecimal exponent) {
        double power = Math.pow(base.doubleValue(), exponent.doubleValue());
        if (!Double.isFinite(power)) {
            throw new ArithmeticException("overflow");
        }
        return BigDecimal.valueOf(power);
    }

    private static final class Arithmetic extends BaseFunction {
        private final BinaryOperator<BigDecimal> operator;

        Arithmetic(String name, BinaryOperator<BigDecimal> operator) {
            super(
                    name,
                    ArgumentConstraints.typeOf(JmesPathType.NUMBER),
                    ArgumentConstraints.typeOf(JmesPathType.NUMBER));
            this.operator = operator;
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            BigDecimal result =
                    operator.apply(number(runtime, arguments, 0), number(runtime, arguments, 1));
            if (result.abs().compareTo(MOST) > 0) {
                throw new ArithmeticException("overflow");
            }
            return isIntegral(result)
                    ? runtime.createNumber(result.longValueExact())
                    : runtime.createNumber(result.doubleValue());
        }
    }

    private static final class InsertString extends BaseFunction {

        InsertString() {
            super(
                    "insertString",
                    ArgumentConstraints.typeOf(JmesPathType.STRING),
                    ArgumentConstraints.typeOf(JmesPathType.STRING),
                    ArgumentConstraints.typeOf(JmesPathType.NUMBER));
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            String original = runtime.toString(arguments.get(0).value());
            BigDecimal position = number(runtime, arguments, 2);
            if (!isIntegral(position)
                    || position.signum() < 0
                    || position.compareTo(BigDecimal.valueOf(original.length())) > 0) {
                throw new ArithmeticException("out of range");
            }
            return runtime.createString(
                    new StringBuilder(original)
                            .insert(
                                    position.intValueExact(),
                                    runtime.toString(arguments.get(1).value()))
                            .toString());
        }
    }

    /** Gives an ISO-8601 instant. */
    private static final class FromUnixTimestamp extends BaseFunction {
        private final java.util.function.LongFunction<Instant> unit;

        FromUnixTimestamp(String name, java.util.function.LongFunction<Instant> unit) {
            super(name, ArgumentConstraints.typeOf(JmesPathType.NUMBER));
            this.unit = unit;
        }

        @Override
        protected <T> T callFunction(Adapter<T> runtime, List<FunctionArgument<T>> arguments) {
            try {
                return runtime.createString(
                        unit.apply(number(runtime, arguments, 0).longValueExact()).toString());
            } catch (DateTimeException e) {
                throw new ArithmeticException("out of range");
            }
        }
    }

    private static boolean isIntegral(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static <T> BigDecimal number(
            Adapter<T> runtime, List<FunctionArgument<T>> arguments, int index) {
        Number number = runtime.toNumber(arguments.get(index).value());
        return new BigDecimal(number.toString());
    }
}
