package org.vitalwire.analytics.decision;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.policy.Fields;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyProblem;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request to put a policy in force, and refuses it naming every field at fault. */
final class DecisionReader {

    private static final String SOURCE = "the request";
    private static final int LONGEST_BODY = 256 * 1024;

    /** Clocks differ a little; whoever says "now" means now. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final Duration FARTHEST = Duration.ofDays(366);

    private DecisionReader() {}

    /** A decision without its number and its author. */
    record Draft(
            Policy policy,
            ObjectNode document,
            String reason,
            Instant effectiveFrom,
            Optional<Instant> expiresAt,
            Optional<String> owner,
            boolean shadow) {

        PolicyDecision decision(PolicyScope scope, int version, String author, Instant now) {
            ObjectNode numbered = document.deepCopy();
            numbered.put("version", version);
            return new PolicyDecision(
                    scope,
                    version,
                    policy.id(),
                    author,
                    reason,
                    now,
                    effectiveFrom,
                    expiresAt,
                    owner,
                    shadow,
                    Optional.of(numbered.toString()));
        }
    }

    /**
     * @param now our time
     * @param tables what can be scored
     * @throws InvalidPolicyException naming every field at fault; those of the document without the
     *     name of the document before them
     */
    static Draft read(String body, PolicyScope scope, Instant now, ScoreTables tables) {
        if (body.length() > LONGEST_BODY) {
            throw new InvalidPolicyException(
                    SOURCE, List.of(new PolicyProblem("", "must not be longer than 256 KiB")));
        }
        List<PolicyProblem> problems = new ArrayList<>();
        JsonNode root = PolicyReader.parse(SOURCE, body.getBytes(StandardCharsets.UTF_8));
        if (!root.isObject()) {
            throw new InvalidPolicyException(
                    SOURCE, List.of(new PolicyProblem("", "must be a JSON object")));
        }
        Fields fields = Fields.of(root, problems);
        Optional<ObjectNode> document = document(fields, root);
        String reason = fields.text("reason");
        Instant from = effectiveFrom(fields, now);
        Optional<Instant> until = fields.instant("expiresAt");
        until.ifPresent(end -> {
            if (!end.isAfter(from)) {
                fields.problem("expiresAt", "must lie after effectiveFrom, and in the future");
            } else if (end.isAfter(now.plus(FARTHEST))) {
                fields.problem("expiresAt", "must not be more than a year away");
            }
        });
        Optional<String> owner =
                fields.has("owner") ? Optional.of(fields.text("owner")) : Optional.empty();
        boolean shadow = fields.flag("shadow", false);
        if (scope instanceof PolicyScope.Patient) {
            if (until.isEmpty() && !fields.has("expiresAt")) {
                fields.problem("expiresAt", "is missing: a patient's policy must end");
            }
            if (owner.isEmpty()) {
                fields.problem("owner", "is missing: somebody answers for a patient's policy");
            }
        }
        fields.nothingElse();
        Optional<Policy> policy = document.flatMap(d -> policy(d, tables, problems));
        if (policy.isEmpty() || document.isEmpty() || !problems.isEmpty()) {
            throw new InvalidPolicyException(SOURCE, problems);
        }
        return new Draft(policy.get(), document.get(), reason, from, until, owner, shadow);
    }

    private static Optional<ObjectNode> document(Fields fields, JsonNode root) {
        if (fields.object("policy").isPresent() && root.get("policy") instanceof ObjectNode node) {
            return Optional.of(node);
        }
        if (!fields.has("policy")) {
            fields.problem("policy", "is missing");
        }
        return Optional.empty();
    }

    /** Not in the past: what counted then must not change afterwards. */
    private static Instant effectiveFrom(Fields fields, Instant now) {
        Instant from = fields.instant("effectiveFrom").orElse(now);
        if (from.isBefore(now.minus(TOLERANCE))) {
            fields.problem("effectiveFrom", "must not lie in the past");
        } else if (from.isAfter(now.plus(FARTHEST))) {
            fields.problem("effectiveFrom", "must not be more than a year away");
        }
        return (from.isBefore(now) ? now : from).truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Policy> policy(
            ObjectNode document, ScoreTables tables, List<PolicyProblem> problems) {
        try {
            return Optional.of(PolicyReader.read("the policy", document, tables));
        } catch (InvalidPolicyException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}
