package org.vitalwire.kit.census;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.CompactedTable;
import org.vitalwire.kit.kafka.KafkaClients;

/** Keeps the census at hand. */
@Configuration(proxyBeanMethods = false)
public class CensusConfiguration {

    @Bean
    CensusDirectory censusDirectory() {
        return new CensusDirectory();
    }

    @Bean
    CompactedTable<CensusEntry> censusTable(KafkaClients clients, CensusDirectory directory) {
        return new CompactedTable<>(clients, EventCodecs.CENSUS_ENTRY, directory::change);
    }
}
