package org.vitalwire.kit.kafka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach Kafka.
 *
 * @param partitions of topics that we create
 * @param replicationFactor of topics that we create; 3 with min.insync.replicas=2 where an
 *     acknowledgement must outlive a machine
 * @param properties further client properties, such as those of TLS and SASL
 */
@Validated
@ConfigurationProperties("vitalwire.kafka")
public record KafkaSettings(
        @NotBlank @DefaultValue("localhost:9092") String bootstrapServers,
        @Min(1) @DefaultValue("6") int partitions,
        @Min(1) @DefaultValue("1") short replicationFactor,
        @DefaultValue Map<String, String> properties) {}
