package org.vitalwire.ingest.waveform;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.ledger.DeviceOccupants;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DayPartitions;
import org.vitalwire.ingest.store.DeviceDirectory;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.kafka.RecordDecoder;
import org.vitalwire.kit.security.PatientAccess;

/** Sampled waves, from waveforms.v1 to answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaveformSettings.class)
public class WaveformConfiguration {

    @Bean
    WaveformStore waveformStore(
            ServiceDatabase ingestDatabase,
            DeviceDirectory ingestDeviceDirectory,
            DayPartitions ingestDayPartitions) {
        return new PostgresWaveformStore(
                ingestDatabase.dataSource(), ingestDeviceDirectory, ingestDayPartitions);
    }

    @Bean
    WaveformIntake waveformIntake(
            RecordDecoder decoder,
            WaveformStore waveformStore,
            RefusedRows refusedRows,
            MeterRegistry meters,
            ErasedPatients ingestErasedPatients) {
        return new WaveformIntake(
                decoder, waveformStore, refusedRows, meters, ingestErasedPatients);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ingestWaveformsListener(
            BatchListeners listeners, WaveformIntake waveformIntake, WaveformSettings settings) {
        return listeners.listen(
                "ingest-waveforms",
                Topic.WAVEFORMS,
                settings.concurrency(),
                settings.consumerProperties(),
                waveformIntake);
    }

    @Bean
    LiveWaves liveWaves(KafkaClients clients, InstantSource clock, WaveformSettings settings) {
        return new LiveWaves(clients, clock, settings.heartbeat());
    }

    @Bean
    WaveformController waveformController(
            PatientPeriods ledger,
            DeviceOccupants occupants,
            WaveformStore waveformStore,
            LiveWaves liveWaves,
            WaveformSettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new WaveformController(
                ledger, occupants, waveformStore, liveWaves, settings, access, audit, clock);
    }
}
