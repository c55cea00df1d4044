package org.vitalwire.alert.statistics;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.database.ServiceDatabase;

/** Statistics of alerts, and the stays that they are counted by. */
@Configuration(proxyBeanMethods = false)
public class StatisticsConfiguration {

    /** An alert is in no care unit's statistics that comes sooner after an admission. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Bean
    WakeableLoop alertStays(
            CensusDirectory census, ServiceDatabase alertDatabase, InstantSource clock) {
        StayKeeper keeper = new StayKeeper(census::all, new StayTable(alertDatabase), clock);
        return new WakeableLoop("alert-stays", BETWEEN_LOOKS, keeper::follow);
    }

    @Bean
    StatisticsController alertStatisticsController(
            ServiceDatabase alertDatabase, AuditLog audit, InstantSource clock) {
        return new StatisticsController(new StatisticsQuery(alertDatabase, clock), audit, clock);
    }
}
