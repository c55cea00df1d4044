package org.vitalwire.analytics.oxygen;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.erasure.ErasureListeners;
import org.vitalwire.kit.erasure.PatientEraser;
import org.vitalwire.kit.kafka.CompactedTable;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.KafkaClients;

/** Wires the orders of the SpO2 scale. */
@Configuration(proxyBeanMethods = false)
@Import(OxygenTargetController.class)
public class OxygenTargetConfiguration {

    @Bean
    OxygenTargets analyticsOxygenTargets() {
        return new OxygenTargets();
    }

    @Bean
    CompactedTable<OxygenTargetOrder> analyticsOxygenTargetTable(
            KafkaClients clients, OxygenTargets analyticsOxygenTargets) {
        return new CompactedTable<>(
                clients, EventCodecs.OXYGEN_TARGET_ORDER, analyticsOxygenTargets::change);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> analyticsErasuresListener(
            ErasureListeners erasureListeners,
            OxygenTargets analyticsOxygenTargets,
            PatientEraser analyticsPolicyWithdrawal,
            EventPublisher publisher) {
        PatientEraser orders = new OrderEraser(analyticsOxygenTargets, publisher);
        return erasureListeners.listen(
                "analytics-service",
                erasure -> orders.erase(erasure) + analyticsPolicyWithdrawal.erase(erasure));
    }
}
