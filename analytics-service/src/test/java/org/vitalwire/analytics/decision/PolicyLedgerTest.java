package org.vitalwire.analytics.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.decision.Decisions.decision;
import static org.vitalwire.analytics.decision.Decisions.document;
import static org.vitalwire.analytics.decision.Decisions.minute;
import static org.vitalwire.analytics.decision.Decisions.put;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;

class PolicyLedgerTest {

    private static final PatientId ADA = new PatientId("ada");
    private static final PatientId BEN = new PatientId("ben");
    private static final PolicyScope WARD = new PolicyScope.Unit("ward-a");
    private static final PolicyScope FOR_ADA = new PolicyScope.Patient(ADA);
    private static final int MINUTES = 60;

    private final Map<PatientId, String> census = new HashMap<>(Map.of(ADA, "ward-a"));
    private final PolicyLedger ledger = ledger();

    @Test
    void theNarrowestScopeCounts() {
        assertThat(inForce(ADA, 0)).isEqualTo("ward-adult 1");
        take(put(PolicyScope.ORGANISATION, 1, 1));
        take(put(WARD, 2, 2));
        take(put(FOR_ADA, 3, 3));
        assertThat(inForce(ADA, 0)).isEqualTo("ward-adult 1");
        assertThat(inForce(ADA, 1)).isEqualTo("p1 1");
        assertThat(inForce(ADA, 2)).isEqualTo("p2 2");
        assertThat(inForce(ADA, 3)).isEqualTo("p3 3");
        assertThat(inForce(BEN, 3)).as("is on no ward").isEqualTo("p1 1");
        census.put(BEN, "ward-a");
        assertThat(inForce(BEN, 3)).isEqualTo("p2 2");
    }

    @Test
    void nobodyDecidesAboutTheCanary() {
        take(put(PolicyScope.ORGANISATION, 1, 1));
        take(put(new PolicyScope.Patient(Canary.PATIENT), 2, 1));
        take(decision(PolicyScope.ORGANISATION, 2, 1, 1, null, true, document("candidate")));
        assertThat(inForce(Canary.PATIENT, 2)).isEqualTo("canary 1");
        assertThat(candidate(Canary.PATIENT, 2)).isEmpty();
        assertThat(candidate(BEN, 2)).contains("candidate 2");
    }

    @Test
    void aPatientsPolicyEndsAndTheUnitsCountsAgain() {
        take(put(WARD, 1, 0));
        take(decision(FOR_ADA, 1, 5, 5, 8, false, document("own")));
        assertThat(inForce(ADA, 7)).isEqualTo("own 1");
        assertThat(inForce(ADA, 8)).isEqualTo("p1 1");
    }

    @Test
    void aWithdrawalTakesBackWhatWasStillToCome() {
        take(put(WARD, 1, 0));
        take(decision(WARD, 2, 1, 30, null, false, document("planned")));
        take(decision(WARD, 3, 5, 5, null, false, null));
        assertThat(inForce(ADA, 4)).isEqualTo("p1 1");
        assertThat(inForce(ADA, 5)).isEqualTo("ward-adult 1");
        assertThat(inForce(ADA, 40)).isEqualTo("ward-adult 1");
        assertThat(standings(WARD, 6)).containsExactly("WITHDRAWN", "SUPERSEDED", "SUPERSEDED");
    }

    @Test
    void standingsAreToldAsTheyAre() {
        take(put(WARD, 1, 0));
        take(decision(WARD, 2, 1, 2, 4, false, document("trial")));
        take(decision(WARD, 3, 1, 30, null, false, document("planned")));
        assertThat(standings(WARD, 1)).containsExactly("PENDING", "PENDING", "IN_FORCE");
        assertThat(standings(WARD, 3)).containsExactly("PENDING", "IN_FORCE", "SUPERSEDED");
        assertThat(standings(WARD, 4)).containsExactly("PENDING", "EXPIRED", "IN_FORCE");
        assertThat(standings(WARD, 30)).containsExactly("IN_FORCE", "EXPIRED", "SUPERSEDED");
    }

    @Test
    void aCandidateDoesNotTouchWhatIsInForce() {
        take(put(WARD, 1, 0));
        take(decision(WARD, 2, 1, 1, null, true, document("candidate")));
        assertThat(inForce(ADA, 2)).isEqualTo("p1 1");
        assertThat(candidate(ADA, 2)).contains("candidate 2");
        assertThat(candidate(ADA, 0)).isEmpty();
        take(decision(WARD, 3, 5, 5, null, true, null));
        assertThat(candidate(ADA, 5)).isEmpty();
        assertThat(inForce(ADA, 5)).isEqualTo("p1 1");
    }

    @Test
    void aPolicyOfALaterReleaseLeavesTheOneBeforeInForce() {
        take(put(WARD, 1, 0));
        take(decision(WARD, 2, 1, 1, null, false, "{\"id\":\"x\",\"newField\":1}"));
        assertThat(inForce(ADA, 2)).isEqualTo("p1 1");
        assertThat(standings(WARD, 2)).containsExactly("SUPERSEDED", "IN_FORCE");
    }

    @Test
    void whatIsForgottenDoesNotCount() {
        PolicyDecision own = put(FOR_ADA, 1, 0);
        take(own);
        ledger.change(own.key(), null);
        assertThat(inForce(ADA, 1)).isEqualTo("ward-adult 1");
        assertThat(ledger.scopes()).isEmpty();
    }

    /** The last word counts from its beginning to its end: paint every minute, newest last. */
    @Test
    void resolutionIsThatOfALineThatIsPaintedOverDecisionByDecision() {
        Random random = new Random(7);
        for (int run = 0; run < 60; run++) {
            List<PolicyDecision> decisions = randomDecisions(random);
            int[] painted = new int[MINUTES];
            for (PolicyDecision decision : decisions) {
                int to =
                        decision.expiresAt()
                                .map(end -> minuteOf(EventTime.micros(end)))
                                .orElse(MINUTES);
                for (int m = minuteOf(EventTime.micros(decision.effectiveFrom())); m < to; m++) {
                    painted[m] = decision.document().isEmpty() ? 0 : decision.version();
                }
            }
            List<PolicyDecision> shuffled = new ArrayList<>(decisions);
            shuffled.addAll(decisions.subList(0, decisions.size() / 2));
            Collections.shuffle(shuffled, random);
            PolicyLedger resolved = ledger();
            shuffled.forEach(d -> resolved.change(d.key(), d));
            for (int m = 0; m < MINUTES; m++) {
                assertThat(versionAt(resolved, m))
                        .as("run %d, minute %d", run, m)
                        .isEqualTo(painted[m]);
            }
        }
    }

    @Test
    void whatCountedAtAMomentNeverChangesAfterIt() {
        Random random = new Random(11);
        for (int run = 0; run < 60; run++) {
            PolicyLedger growing = ledger();
            int[] counted = new int[MINUTES];
            int known = 0;
            for (PolicyDecision decision : randomDecisions(random)) {
                int now = minuteOf(EventTime.micros(decision.decidedAt()));
                for (; known < now; known++) {
                    counted[known] = versionAt(growing, known);
                }
                growing.change(decision.key(), decision);
                for (int m = 0; m < known; m++) {
                    assertThat(versionAt(growing, m)).isEqualTo(counted[m]);
                }
            }
        }
    }

    /** In the order of their making; nothing is decided for the past. */
    private static List<PolicyDecision> randomDecisions(Random random) {
        List<PolicyDecision> decisions = new ArrayList<>();
        int now = 0;
        for (int version = 1; version <= 6; version++) {
            now += random.nextInt(8);
            int from = random.nextBoolean() ? now : now + random.nextInt(10);
            boolean ends = random.nextInt(3) == 0;
            boolean withdrawn = random.nextInt(4) == 0;
            decisions.add(
                    decision(
                            WARD,
                            version,
                            now,
                            withdrawn ? now : from,
                            ends && !withdrawn ? from + 1 + random.nextInt(8) : null,
                            false,
                            withdrawn ? null : DOCUMENT));
        }
        return decisions;
    }

    private static final String DOCUMENT = document("random");

    private static int versionAt(PolicyLedger resolved, int minute) {
        return resolved.inForce(ADA, micros(minute))
                .decision()
                .map(PolicyDecision::version)
                .orElse(0);
    }

    private PolicyLedger ledger() {
        return new PolicyLedger(
                PolicyReader.readDefault(),
                ScoreTables.shipped(),
                patient -> Optional.ofNullable(census.get(patient)));
    }

    private void take(PolicyDecision decision) {
        ledger.change(decision.key(), decision);
    }

    private String inForce(PatientId patient, int minute) {
        return ledger.inForce(patient, micros(minute)).policy().label();
    }

    private Optional<String> candidate(PatientId patient, int minute) {
        return ledger.candidate(patient, micros(minute)).map(r -> r.policy().label());
    }

    private List<String> standings(PolicyScope scope, int minute) {
        ScopeHistory history = ledger.history(scope);
        return history.newestFirst().stream()
                .map(decided -> history.standing(decided, micros(minute)).name())
                .toList();
    }

    private static int minuteOf(long micros) {
        return (int) ((micros - micros(0)) / 60_000_000);
    }

    private static long micros(int minute) {
        return EventTime.micros(minute(minute));
    }
}
