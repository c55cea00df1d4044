package org.vitalwire.alert.erasure;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.erasure.ErasureListeners;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.kit.kafka.EventPublisher;

/** Forgets patients. */
@Configuration(value = "alertErasureConfiguration", proxyBeanMethods = false)
public class ErasureConfiguration {

    @Bean
    EpisodeDeletion alertEpisodeDeletion(ServiceDatabase alertDatabase) {
        return new EpisodeDeletion(alertDatabase);
    }

    @Bean
    ForgottenPatients alertForgottenPatients(ServiceDatabase alertDatabase, InstantSource clock) {
        return new ForgottenPatients(alertDatabase, clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> alertErasuresListener(
            ErasureListeners erasureListeners,
            ServiceDatabase alertDatabase,
            ForgottenPatients alertForgottenPatients,
            EpisodeDeletion alertEpisodeDeletion,
            EventPublisher publisher) {
        return erasureListeners.listen(
                "alert-service",
                new AlertEraser(
                        alertDatabase,
                        alertForgottenPatients,
                        publisher,
                        alertEpisodeDeletion,
                        new TableRewrite(alertDatabase)));
    }
}
