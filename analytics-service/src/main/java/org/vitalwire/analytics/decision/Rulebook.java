package org.vitalwire.analytics.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.event.PolicyDecision;

/** A policy with the decision that made it count, and with what evaluates by it. */
public final class Rulebook {

    private final Policy policy;
    private final Optional<PolicyDecision> decision;
    private volatile @Nullable PatientEvaluator evaluator;

    private Rulebook(Policy policy, Optional<PolicyDecision> decision) {
        this.policy = policy;
        this.decision = decision;
    }

    /** What counts where nobody decided anything. */
    public static Rulebook shipped(Policy policy) {
        return new Rulebook(policy, Optional.empty());
    }

    /** The policy carries the number of the decision. */
    public static Rulebook of(Policy policy, PolicyDecision decision) {
        return new Rulebook(policy.withVersion(decision.version()), Optional.of(decision));
    }

    /**
     * The same, having seen that it can be evaluated.
     *
     * @throws RuntimeException when it cannot
     */
    static Rulebook tried(Policy policy, PolicyDecision decision) {
        Rulebook rulebook = of(policy, decision);
        rulebook.evaluator();
        // Most versions of most policies are history: it is made again when it is asked for.
        rulebook.evaluator = null;
        return rulebook;
    }

    public Policy policy() {
        return policy;
    }

    /** Empty for what we ship. */
    public Optional<PolicyDecision> decision() {
        return decision;
    }

    /** Made at first use. */
    public PatientEvaluator evaluator() {
        PatientEvaluator made = evaluator;
        if (made == null) {
            made = new PatientEvaluator(policy);
            evaluator = made;
        }
        return made;
    }

    /** Names no patient. */
    @Override
    public String toString() {
        return policy.label();
    }
}
