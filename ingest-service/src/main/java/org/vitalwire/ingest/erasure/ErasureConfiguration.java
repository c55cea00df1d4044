package org.vitalwire.ingest.erasure;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.erasure.ErasureListeners;

/** Forgets patients. */
@Configuration(value = "ingestErasureConfiguration", proxyBeanMethods = false)
public class ErasureConfiguration {

    @Bean
    ErasureTable ingestErasureTable(ServiceDatabase ingestDatabase) {
        return new ErasureTable(ingestDatabase);
    }

    /** Knows before anything is taken in. */
    @Bean
    ErasedPatients ingestErasedPatients(ErasureTable ingestErasureTable, MeterRegistry meters) {
        ErasedPatients erased = new ErasedPatients(meters);
        erased.know(ingestErasureTable.known());
        return erased;
    }

    @Bean
    ErasedPatientsRefresh ingestErasedPatientsRefresh(
            ErasureTable ingestErasureTable, ErasedPatients ingestErasedPatients) {
        return new ErasedPatientsRefresh(ingestErasureTable, ingestErasedPatients);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ingestErasuresListener(
            ErasureListeners erasureListeners,
            ServiceDatabase ingestDatabase,
            ErasureTable ingestErasureTable,
            ErasedPatients ingestErasedPatients) {
        return erasureListeners.listen(
                "ingest-service",
                new IngestEraser(
                        ingestDatabase,
                        ingestErasureTable,
                        ingestErasedPatients,
                        new TableRewrite(ingestDatabase)));
    }
}
