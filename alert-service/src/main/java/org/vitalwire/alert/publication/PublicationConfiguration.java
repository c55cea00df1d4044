package org.vitalwire.alert.publication;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.ledger.CommitBell;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.EventPublisher;

/** The publisher of alerts.v1. */
@Configuration(proxyBeanMethods = false)
public class PublicationConfiguration {

    /** How soon what another, now dead, replica wrote is found. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    @Bean
    WakeableLoop alertPublication(
            ServiceDatabase alertDatabase, EventPublisher publisher, CommitBell alertCommitBell) {
        AlertPublisher alerts =
                new AlertPublisher(alertDatabase.jdbc(), alertDatabase.transaction(), publisher);
        WakeableLoop loop =
                new WakeableLoop("alert-publication", IDLE, alerts::publish, alerts::release);
        alertCommitBell.onRing(loop::wake);
        return loop;
    }
}
