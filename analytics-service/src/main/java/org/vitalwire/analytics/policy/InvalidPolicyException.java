package org.vitalwire.analytics.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that must not be used, with everything that is wrong with it. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    public InvalidPolicyException(String source, List<PolicyProblem> problems) {
        super(
                source
                        + " is not a valid policy: "
                        + problems.stream()
                                .map(PolicyProblem::toString)
                                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the document. */
    public List<PolicyProblem> problems() {
        return problems;
    }
}
