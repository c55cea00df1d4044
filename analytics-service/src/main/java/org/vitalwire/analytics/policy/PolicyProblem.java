package org.vitalwire.analytics.policy;

/**
 * One thing that is wrong with a policy.
 *
 * @param field where, for example {@code limits[0].steps[1].beyond}; empty for the document itself
 * @param message what, for people
 */
public record PolicyProblem(String field, String message) {

    @Override
    public String toString() {
        return field.isEmpty() ? message : field + " " + message;
    }
}
