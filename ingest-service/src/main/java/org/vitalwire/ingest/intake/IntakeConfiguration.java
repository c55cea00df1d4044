package org.vitalwire.ingest.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Listens to readings.v1. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
public class IntakeConfiguration {

    @Bean
    IntakeMeters intakeMeters(MeterRegistry meters, InstantSource clock) {
        return new IntakeMeters(meters, clock);
    }

    @Bean
    ReadingIntake readingIntake(
            RecordDecoder decoder,
            SampleStore sampleStore,
            RefusedRows refusedRows,
            IntakeMeters intakeMeters,
            ObjectProvider<CommittedReadings> listeners,
            ErasedPatients ingestErasedPatients) {
        return new ReadingIntake(
                decoder,
                sampleStore,
                refusedRows,
                intakeMeters,
                readings -> listeners.forEach(listener -> listener.committed(readings)),
                ingestErasedPatients);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ingestReadingsListener(
            BatchListeners listeners, ReadingIntake readingIntake, IntakeSettings settings) {
        return listeners.listen(
                "ingest",
                Topic.READINGS,
                settings.concurrency(),
                settings.consumerProperties(),
                readingIntake);
    }
}
