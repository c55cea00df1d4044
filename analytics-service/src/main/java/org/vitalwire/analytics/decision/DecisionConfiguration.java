package org.vitalwire.analytics.decision;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.erasure.PatientEraser;
import org.vitalwire.kit.kafka.CompactedTable;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.security.PatientAccess;

/** Wires the decisions about policies. */
@Configuration(proxyBeanMethods = false)
@Import({PolicyController.class, ShadowController.class, ScopePaths.class})
public class DecisionConfiguration {

    /** A ward's month is some ten thousand records; beyond these bounds a report says so. */
    private static final int MOST_RECORDS = 300_000;

    private static final Duration LONGEST_READ = Duration.ofSeconds(8);

    @Bean
    PolicyLedger analyticsPolicyLedger(
            Policy analyticsPolicy, ScoreTables analyticsScoreTables, CensusDirectory census) {
        return new PolicyLedger(
                analyticsPolicy,
                analyticsScoreTables,
                patient -> census.find(patient).flatMap(CensusEntry::careUnit),
                patient -> census.find(patient).flatMap(CensusEntry::birthDate));
    }

    /** Read whole before the stream starts: see its phase. */
    @Bean
    CompactedTable<PolicyDecision> analyticsPolicyTable(
            KafkaClients clients, PolicyLedger analyticsPolicyLedger) {
        return new CompactedTable<>(
                clients, EventCodecs.POLICY_DECISION, analyticsPolicyLedger::change);
    }

    @Bean
    DecisionDesk analyticsDecisionDesk(
            PolicyLedger analyticsPolicyLedger, EventPublisher publisher, InstantSource clock) {
        return new DecisionDesk(analyticsPolicyLedger, publisher, clock);
    }

    @Bean
    ScopeAccess analyticsScopeAccess(PatientAccess access) {
        return new ScopeAccess(access);
    }

    @Bean
    TopicRange analyticsTopicRange(KafkaClients clients) {
        return new TopicRange(clients, MOST_RECORDS, LONGEST_READ);
    }

    @Bean
    PatientEraser analyticsPolicyWithdrawal(
            PolicyLedger analyticsPolicyLedger, EventPublisher publisher) {
        return new PolicyWithdrawal(analyticsPolicyLedger, publisher);
    }
}
