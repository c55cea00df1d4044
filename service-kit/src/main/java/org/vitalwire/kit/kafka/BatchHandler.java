package org.vitalwire.kit.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes a batch into durable keeping. Returning means that it is there. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * @throws RuntimeException when the batch could not be kept; it is then given again, whole,
     *     until it is
     */
    void handle(List<ConsumerRecord<String, byte[]>> batch);
}
