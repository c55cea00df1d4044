package org.vitalwire.gateway.codec.medtech;

import java.util.function.Supplier;

/**
 * Bounds what the expressions of a mapping may do with one payload. A short expression can double
 * its result with every few letters, and a device's payload must not keep an event loop busy.
 */
final class EvaluationBudget {

    private static final ScopedValue<EvaluationBudget> CURRENT = ScopedValue.newInstance();

    private long left;

    private EvaluationBudget(long steps) {
        this.left = steps;
    }

    /**
     * @param steps looks at a member, an element or a list
     * @throws SpentException when the work needs more
     */
    static <T> T within(long steps, Supplier<T> work) {
        return ScopedValue.where(CURRENT, new EvaluationBudget(steps)).call(work::get);
    }

    /** Outside of {@link #within} nobody counts: expressions are compiled there. */
    static void spend(long steps) {
        if (CURRENT.isBound()) {
            EvaluationBudget budget = CURRENT.get();
            budget.left -= steps;
            if (budget.left < 0) {
                throw new SpentException();
            }
        }
    }

    /** The work is more than the payload is worth. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super("the evaluation takes too many steps", null, false, false);
        }
    }
}
