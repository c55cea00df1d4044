package org.vitalwire.kit.kafka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.apache.kafka.common.record.CompressionType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach Kafka.
 *
 * @param partitions of topics that we create
 * @param replicationFactor of topics that we create; 3 with min.insync.replicas=2 where an
 *     acknowledgement must outlive a machine
 * @param compression of what is produced. A compressor makes 190 KB of buffers for each batch, and
 *     at a ward's rates a batch holds few messages: worth it where the broker's disk is dear
 * @param properties further client properties, such as those of TLS and SASL
 */
@Validated
@ConfigurationProperties("vitalwire.kafka")
public record KafkaSettings(
        @NotBlank @DefaultValue("localhost:9092") String bootstrapServers,
        @Min(1) @DefaultValue("6") int partitions,
        @Min(1) @DefaultValue("1") short replicationFactor,
        @NotNull @DefaultValue("none") CompressionType compression,
        @DefaultValue Map<String, String> properties) {}
