package org.vitalwire.alert.person;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
    PeopleTable alertPeopleTable(ServiceDatabase alertDatabase) {
        return new PeopleTable(alertDatabase);
    }
}
