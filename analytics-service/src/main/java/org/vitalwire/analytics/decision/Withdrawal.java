package org.vitalwire.analytics.decision;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.policy.Fields;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.PolicyProblem;
import org.vitalwire.analytics.policy.PolicyReader;
import tools.jackson.databind.JsonNode;

/**
 * A request to withdraw a policy. It is a body, as what is in a URL ends in logs of which nobody
 * thinks.
 *
 * @param reason for the record
 * @param shadow whether the candidate is meant
 */
record Withdrawal(String reason, boolean shadow) {

    private static final String SOURCE = "the request";

    /**
     * @param body null when there is none
     * @throws InvalidPolicyException naming every field at fault
     */
    static Withdrawal read(@Nullable String body) {
        JsonNode root =
                PolicyReader.parse(
                        SOURCE, (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8));
        if (!root.isObject()) {
            throw new InvalidPolicyException(
                    SOURCE, List.of(new PolicyProblem("", "must be a JSON object")));
        }
        List<PolicyProblem> problems = new ArrayList<>();
        Fields fields = Fields.of(root, problems);
        Withdrawal withdrawal = new Withdrawal(fields.text("reason"), fields.flag("shadow", false));
        fields.nothingElse();
        if (!problems.isEmpty()) {
            throw new InvalidPolicyException(SOURCE, problems);
        }
        return withdrawal;
    }
}
