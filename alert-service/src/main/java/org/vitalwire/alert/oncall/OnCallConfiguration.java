package org.vitalwire.alert.oncall;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;

/** On call: teams, kept and edited. */
@Configuration(proxyBeanMethods = false)
public class OnCallConfiguration {

    @Bean
    TeamTable alertTeamTable(ServiceDatabase alertDatabase, InstantSource clock) {
        return new TeamTable(alertDatabase, clock);
    }

    @Bean
    Rosters alertRosters(TeamTable alertTeamTable) {
        return new Rosters(alertTeamTable);
    }

    @Bean
    OnCallController alertOnCallController(
            TeamTable alertTeamTable, AuditLog audit, InstantSource clock) {
        return new OnCallController(alertTeamTable, audit, clock);
    }
}
