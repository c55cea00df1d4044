package org.vitalwire.alert.person;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.AddressCheck;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.PushKey;
import org.vitalwire.alert.channel.SubscriptionEnded;
import org.vitalwire.alert.oncall.TeamTable;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;

/** People and how they want to be reached. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PersonSettings.class)
public class PersonConfiguration {

    @Bean
    PageBudget alertPageBudget(PersonSettings settings) {
        return new PageBudget(settings.pages(), settings.per());
    }

    @Bean
    PeopleTable alertPeopleTable(ServiceDatabase alertDatabase, InstantSource clock) {
        return new PeopleTable(alertDatabase, clock);
    }

    /** A browser that its push service does not know any more is forgotten. */
    @Bean
    SubscriptionEnded alertBrowserGone(PeopleTable alertPeopleTable) {
        return (channel, address) -> {
            if (channel.equals(Kept.WEB_PUSH)) {
                alertPeopleTable.gone(address);
            }
        };
    }

    @Bean
    Ways alertWays(ObjectProvider<AddressCheck> checks, ObjectProvider<Channel> channels) {
        return new Ways(checks.stream(), channels.stream());
    }

    @Bean
    PeopleController alertPeopleController(
            PeopleTable alertPeopleTable,
            TeamTable alertTeamTable,
            Ways alertWays,
            AuditLog audit,
            InstantSource clock) {
        return new PeopleController(
                alertPeopleTable,
                new Reachable(alertTeamTable),
                alertWays,
                new TestMessages(clock),
                audit);
    }

    @Bean
    PushController alertPushController(
            PeopleTable alertPeopleTable,
            Ways alertWays,
            ObjectProvider<PushKey> key,
            AuditLog audit) {
        return new PushController(alertPeopleTable, alertWays, key, audit);
    }
}
