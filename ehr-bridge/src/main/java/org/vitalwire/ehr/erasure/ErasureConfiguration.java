package org.vitalwire.ehr.erasure;

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
@Configuration(value = "ehrErasureConfiguration", proxyBeanMethods = false)
public class ErasureConfiguration {

    @Bean
    ForgottenPatients ehrForgottenPatients(ServiceDatabase ehrDatabase, InstantSource clock) {
        return new ForgottenPatients(ehrDatabase, clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ehrErasuresListener(
            ErasureListeners erasureListeners,
            ServiceDatabase ehrDatabase,
            ForgottenPatients ehrForgottenPatients,
            EventPublisher publisher) {
        return erasureListeners.listen(
                "ehr-bridge",
                new EhrEraser(
                        ehrDatabase,
                        ehrForgottenPatients,
                        publisher,
                        new TableRewrite(ehrDatabase)));
    }
}
