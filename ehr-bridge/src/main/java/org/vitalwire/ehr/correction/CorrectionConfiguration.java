package org.vitalwire.ehr.correction;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.ehr.EhrSettings;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Corrections of the chart. */
@Configuration(value = "ehrCorrectionConfiguration", proxyBeanMethods = false)
public class CorrectionConfiguration {

    @Bean
    DeviceHistories ehrDeviceHistories(ServiceDatabase ehrDatabase, Survivors ehrSurvivors) {
        return new DeviceHistories(ehrDatabase, ehrSurvivors);
    }

    @Bean
    CorrectionKeeper ehrCorrectionKeeper(
            RecordDecoder decoder,
            DeviceHistories ehrDeviceHistories,
            ServiceDatabase ehrDatabase,
            ObservationLedger observationLedger,
            EhrSettings settings,
            InstantSource clock) {
        return new CorrectionKeeper(
                decoder,
                ehrDeviceHistories,
                new Corrections(ehrDatabase, ehrDeviceHistories, observationLedger),
                settings.retention(),
                clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ehrAssociationListener(
            BatchListeners listeners, CorrectionKeeper ehrCorrectionKeeper) {
        return listeners.listen(
                "ehr-associations", Topic.ASSOCIATIONS, 1, Map.of(), ehrCorrectionKeeper);
    }
}
