package org.vitalwire.ehr.ledger;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a target said when it refused a line, without anything of the line itself.
 *
 * @param status of HTTP; 0 where the target was not even asked
 * @param issues of its OperationOutcome; none where it gave none
 */
public record Refusal(int status, List<Issue> issues) {

    /**
     * One issue.
     *
     * @param code of FHIR's IssueType, such as {@code business-rule}
     * @param expression FHIRPath of the element at fault
     * @param diagnostics in the target's words, what we had sent taken out, at most 500 characters
     */
    public record Issue(String code, @Nullable String expression, @Nullable String diagnostics) {}

    public Refusal {
        issues = List.copyOf(issues);
    }

    /** Such as {@code 422:business-rule}. */
    public String error() {
        return status
                + ":"
                + (issues.isEmpty()
                        ? "no-outcome"
                        : issues.stream()
                                .map(Issue::code)
                                .distinct()
                                .collect(Collectors.joining(",")));
    }
}
