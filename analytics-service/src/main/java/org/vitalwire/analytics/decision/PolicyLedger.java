package org.vitalwire.analytics.decision;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;

/**
 * Every decision of policies.v1, in memory: some hundreds in a hospital. Every process follows the
 * whole topic and has read it before the first reading is evaluated, so all of them resolve alike;
 * one that learns of a decision some milliseconds later judges the readings between by the rules
 * before.
 *
 * <p>The unit of a patient is what the census says now; the census has no history.
 */
final class PolicyLedger implements Rulebooks {

    private static final Logger log = LoggerFactory.getLogger(PolicyLedger.class);

    /** Nobody decides about the canary: it must beat whatever is decided. */
    private static final Rulebook CANARY = Rulebook.shipped(ShippedPolicies.canary());

    private final Rulebook shipped;
    private final ScoreTables tables;
    private final Function<PatientId, Optional<String>> careUnit;
    private final Function<PatientId, Optional<LocalDate>> bornOn;
    private final Map<PatientId, ScopeHistory> patients = new ConcurrentHashMap<>();
    private final Map<String, ScopeHistory> units = new ConcurrentHashMap<>();
    private final Map<String, PolicyScope> scopeOfKey = new ConcurrentHashMap<>();
    private volatile ScopeHistory organisation = ScopeHistory.EMPTY;

    /**
     * @param tables what can be scored
     * @param careUnit where the census has a patient
     */
    PolicyLedger(
            Policy shipped, ScoreTables tables, Function<PatientId, Optional<String>> careUnit) {
        this(shipped, tables, careUnit, patient -> Optional.empty());
    }

    /**
     * @param tables what can be scored
     * @param careUnit where the census has a patient
     * @param bornOn as the census has it
     */
    PolicyLedger(
            Policy shipped,
            ScoreTables tables,
            Function<PatientId, Optional<String>> careUnit,
            Function<PatientId, Optional<LocalDate>> bornOn) {
        this.shipped = Rulebook.shipped(shipped);
        this.tables = tables;
        this.careUnit = careUnit;
        this.bornOn = bornOn;
    }

    @Override
    public Optional<LocalDate> bornOn(PatientId patientId) {
        return bornOn.apply(patientId);
    }

    /**
     * As the topic has it: a decision, or null when it was forgotten. Told again it changes
     * nothing.
     */
    synchronized void change(String key, @Nullable PolicyDecision decision) {
        if (decision == null) {
            PolicyScope scope = scopeOfKey.remove(key);
            if (scope != null) {
                put(scope, history(scope).without(key));
            }
            return;
        }
        if (scopeOfKey.put(key, decision.scope()) != null) {
            return;
        }
        put(
                decision.scope(),
                history(decision.scope()).with(Decided.of(decision, rulebook(decision))));
    }

    @Override
    public Rulebook inForce(PatientId patientId, long at) {
        return Canary.is(patientId) ? CANARY : resolve(patientId, at, false).orElse(shipped);
    }

    @Override
    public Optional<Rulebook> candidate(PatientId patientId, long at) {
        return Canary.is(patientId) ? Optional.empty() : resolve(patientId, at, true);
    }

    /** What can be scored. */
    ScoreTables tables() {
        return tables;
    }

    /** What counts where nobody decided anything. */
    Rulebook shipped() {
        return shipped;
    }

    ScopeHistory history(PolicyScope scope) {
        return switch (scope) {
            case PolicyScope.Organisation everybody -> organisation;
            case PolicyScope.Unit unit -> units.getOrDefault(unit.careUnit(), ScopeHistory.EMPTY);
            case PolicyScope.Patient patient ->
                    patients.getOrDefault(patient.patientId(), ScopeHistory.EMPTY);
        };
    }

    /** Scopes that were ever decided about: the widest first, then by name. */
    List<PolicyScope> scopes() {
        List<PolicyScope> scopes = new ArrayList<>();
        if (!organisation.isEmpty()) {
            scopes.add(PolicyScope.ORGANISATION);
        }
        units.keySet().stream().sorted().forEach(unit -> scopes.add(new PolicyScope.Unit(unit)));
        patients.keySet().stream().sorted().forEach(id -> scopes.add(new PolicyScope.Patient(id)));
        return scopes;
    }

    private Optional<Rulebook> resolve(PatientId patientId, long at, boolean shadow) {
        ScopeHistory own = patients.get(patientId);
        if (own != null) {
            Optional<Rulebook> found = own.at(at, shadow);
            if (found.isPresent()) {
                return found;
            }
        }
        if (!units.isEmpty()) {
            Optional<Rulebook> found =
                    careUnit.apply(patientId).map(units::get).flatMap(h -> h.at(at, shadow));
            if (found.isPresent()) {
                return found;
            }
        }
        return organisation.at(at, shadow);
    }

    private void put(PolicyScope scope, ScopeHistory history) {
        switch (scope) {
            case PolicyScope.Organisation everybody -> organisation = history;
            case PolicyScope.Unit unit -> put(units, unit.careUnit(), history);
            case PolicyScope.Patient patient -> put(patients, patient.patientId(), history);
        }
    }

    private static <K> void put(Map<K, ScopeHistory> histories, K key, ScopeHistory history) {
        if (history.isEmpty()) {
            histories.remove(key);
        } else {
            histories.put(key, history);
        }
    }

    /**
     * Empty for a withdrawal, and for rules of a later release: what lies below them counts then.
     * That they can be evaluated is seen here and not with the first reading.
     */
    private Optional<Rulebook> rulebook(PolicyDecision decision) {
        return decision.document()
                .flatMap(document -> {
                    try {
                        Policy policy =
                                PolicyReader.read(
                                        decision.policyId(),
                                        PolicyReader.parse(
                                                decision.policyId(),
                                                document.getBytes(StandardCharsets.UTF_8)),
                                        tables);
                        return Optional.of(Rulebook.tried(policy, decision));
                    } catch (InvalidPolicyException e) {
                        unreadable(decision, e.problems().getFirst().toString());
                        return Optional.empty();
                    } catch (RuntimeException e) {
                        unreadable(decision, e.getClass().getName());
                        return Optional.empty();
                    }
                });
    }

    private static void unreadable(PolicyDecision decision, String fault) {
        log.atError()
                .addKeyValue("policy", decision.policyId())
                .addKeyValue("version", decision.version())
                .addKeyValue("fault", fault)
                .log("policy cannot be read, the one before it counts");
    }
}
