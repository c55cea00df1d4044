package org.vitalwire.ehr;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.ehr.access.AccessConfiguration;
import org.vitalwire.ehr.adt.AdtConfiguration;
import org.vitalwire.ehr.census.CensusConfiguration;
import org.vitalwire.ehr.charting.ChartingConfiguration;
import org.vitalwire.ehr.correction.CorrectionConfiguration;
import org.vitalwire.ehr.delivery.DeliveryConfiguration;
import org.vitalwire.ehr.delivery.TargetsSettings;
import org.vitalwire.ehr.encounter.FhirCensusConfiguration;
import org.vitalwire.ehr.erasure.ErasureConfiguration;
import org.vitalwire.ehr.export.ExportConfiguration;
import org.vitalwire.ehr.facade.FacadeConfiguration;
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.ehr.ledger.Attributions;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.DeviceLedger;
import org.vitalwire.ehr.ledger.LedgerRetention;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.mapping.AlertLines;
import org.vitalwire.ehr.mapping.FurtherMapper;
import org.vitalwire.ehr.preview.PreviewConfiguration;
import org.vitalwire.kit.ServiceKitConfiguration;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;

/** The whole bridge: census, charting, delivery, facade. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EhrSettings.class)
@Import({
    ServiceKitConfiguration.class,
    AccessConfiguration.class,
    CensusConfiguration.class,
    AdtConfiguration.class,
    FhirCensusConfiguration.class,
    ChartingConfiguration.class,
    CorrectionConfiguration.class,
    DeliveryConfiguration.class,
    FacadeConfiguration.class,
    ErasureConfiguration.class,
    ExportConfiguration.class,
    PreviewConfiguration.class
})
public class EhrBridgeConfiguration {

    private static final String SCHEMA = "ehr";

    @Bean(destroyMethod = "close")
    ServiceDatabase ehrDatabase(EhrSettings settings, MeterRegistry meters) {
        return ServiceDatabase.open(settings.database(), SCHEMA, "classpath:db/ehr", meters);
    }

    @Bean
    ObservationLedger observationLedger(
            ServiceDatabase ehrDatabase,
            InstantSource clock,
            ForgottenPatients ehrForgottenPatients,
            Attributions ehrDeviceHistories) {
        return new ObservationLedger(ehrDatabase, clock, ehrForgottenPatients, ehrDeviceHistories);
    }

    @Bean
    AlertLedger ehrAlertLedger(
            ServiceDatabase ehrDatabase,
            EhrSettings settings,
            InstantSource clock,
            ForgottenPatients ehrForgottenPatients) {
        return new AlertLedger(
                ehrDatabase,
                AlertLines::between,
                settings.retention(),
                clock,
                ehrForgottenPatients);
    }

    @Bean
    DeviceLedger ehrDeviceLedger(ServiceDatabase ehrDatabase, InstantSource clock) {
        return new DeviceLedger(ehrDatabase, FurtherMapper.NAMES, clock);
    }

    @Bean
    DeliveryTargets ehrDeliveryTargets(ServiceDatabase ehrDatabase, InstantSource clock) {
        return new DeliveryTargets(ehrDatabase, clock);
    }

    @Bean
    LedgerRetention ehrLedgerRetention(
            ObservationLedger observationLedger,
            AlertLedger ehrAlertLedger,
            DeliveryTargets ehrDeliveryTargets,
            EhrSettings settings,
            TargetsSettings targets,
            InstantSource clock) {
        return new LedgerRetention(
                observationLedger,
                ehrAlertLedger,
                ehrDeliveryTargets,
                targets.configured().keySet(),
                settings.retention(),
                clock);
    }

    @Bean
    GroupedOpenApi ehrOpenApi() {
        return GroupedOpenApi.builder()
                .group("ehr")
                .packagesToScan("org.vitalwire.ehr")
                .pathsToMatch("/api/v1/**")
                .build();
    }
}
