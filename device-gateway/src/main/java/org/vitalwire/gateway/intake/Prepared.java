package org.vitalwire.gateway.intake;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * What Kafka must have before a message may be acknowledged.
 *
 * @param accepted whether anything of the message was worth keeping
 * @param readings how many of the records are readings
 * @param waveforms how many of them are packets of a wave
 * @param rejected the codes of those that are rejections
 * @param bytes that the records hold, about
 */
public record Prepared(
        List<ProducerRecord<String, byte[]>> records,
        boolean accepted,
        int readings,
        int waveforms,
        List<FailureCode> rejected,
        int bytes) {

    public Prepared(
            List<ProducerRecord<String, byte[]>> records,
            boolean accepted,
            int readings,
            List<FailureCode> rejected,
            int bytes) {
        this(records, accepted, readings, 0, rejected, bytes);
    }

    /** Such as {@code stored 2, rejected 1: UNKNOWN_UNIT 1003}. */
    public String outcome() {
        String codes =
                rejected.stream()
                        .distinct()
                        .map(code -> code.name() + " " + code.number())
                        .collect(Collectors.joining(", "));
        return "stored %d, rejected %d%s"
                .formatted(
                        readings + waveforms, rejected.size(), codes.isEmpty() ? "" : ": " + codes);
    }
}
