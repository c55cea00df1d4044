package org.vitalwire.alert.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.episode.EscalationPlans;
import org.vitalwire.alert.episode.StaffDirectory;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.database.ServiceDatabase;

/** The schema {@code alert} and what writes and reads it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LedgerSettings.class, EscalationSettings.class})
public class LedgerConfiguration {

    /** A call is made no later than this after it is due. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final Duration BETWEEN_TIDYINGS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_GAUGE_READINGS = Duration.ofSeconds(5);

    @Bean
    ServiceDatabase alertDatabase(LedgerSettings settings, MeterRegistry meters) {
        return ServiceDatabase.open(settings.database(), "alert", "classpath:db/alert", meters);
    }

    @Bean
    CommitBell alertCommitBell() {
        return new CommitBell();
    }

    @Bean
    EscalationPlans alertEscalationPlans(EscalationSettings settings) {
        return settings.plans();
    }

    @Bean
    EpisodeLedger alertEpisodeLedger(
            ServiceDatabase alertDatabase,
            InstantSource clock,
            EscalationPlans alertEscalationPlans,
            ObjectProvider<StaffDirectory> staff,
            ObjectProvider<DeliveryPlanner> planners,
            CommitBell alertCommitBell,
            MeterRegistry meters) {
        return new EpisodeLedger(
                alertDatabase,
                clock,
                alertEscalationPlans,
                staff.getIfAvailable(() -> StaffDirectory.ALWAYS_STAFFED),
                planners.orderedStream().toList(),
                alertCommitBell,
                new AlertMetrics(meters));
    }

    @Bean
    EpisodeQueries alertEpisodeQueries(ServiceDatabase alertDatabase) {
        return new EpisodeQueries(alertDatabase);
    }

    /** Every replica has one: whoever is first takes what is due. */
    @Bean
    WakeableLoop alertEscalationClock(EpisodeLedger alertEpisodeLedger, InstantSource clock) {
        EscalationClock escalation = new EscalationClock(alertEpisodeLedger, clock);
        return new WakeableLoop("alert-escalation", BETWEEN_LOOKS, escalation::look);
    }

    @Bean
    WakeableLoop alertHousekeeping(
            EpisodeLedger alertEpisodeLedger,
            ServiceDatabase alertDatabase,
            LedgerSettings settings,
            InstantSource clock) {
        Housekeeping housekeeping =
                new Housekeeping(alertEpisodeLedger, alertDatabase.jdbc(), settings, clock);
        return new WakeableLoop("alert-housekeeping", BETWEEN_TIDYINGS, housekeeping::tidy);
    }

    @Bean
    WakeableLoop alertGaugeReadings(
            ServiceDatabase alertDatabase, InstantSource clock, MeterRegistry meters) {
        AlertGauges gauges = new AlertGauges(alertDatabase.jdbc(), clock, meters);
        return new WakeableLoop("alert-gauges", BETWEEN_GAUGE_READINGS, gauges::refresh);
    }
}
