package org.vitalwire.gateway.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * The way into Kafka, never blocking, with a bound on what is under way: while Kafka is away
 * messages gather up to the bound and no further.
 */
public final class RecordStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RecordStream.class);

    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(3);

    private final Producer<String, byte[]> producer;
    private final int maximumMessages;
    private final long maximumBytes;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public RecordStream(Producer<String, byte[]> producer, int maximumMessages, long maximumBytes) {
        this.producer = producer;
        this.maximumMessages = maximumMessages;
        this.maximumBytes = maximumBytes;
    }

    /** Whether nothing more must be taken in for now. */
    public boolean isFull() {
        return messages.get() >= maximumMessages || bytes.get() >= maximumBytes;
    }

    public int messages() {
        return messages.get();
    }

    public long bytes() {
        return bytes.get();
    }

    /** Counts a message that something else than Kafka has to settle before its acknowledgement. */
    public void hold(PendingRecords message) {
        messages.incrementAndGet();
        bytes.addAndGet(message.prepared().bytes());
    }

    /** Sends all records of a message; the message hears of each. */
    // The callback tells; the future is the same news.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(PendingRecords message) {
        hold(message);
        List<ProducerRecord<String, byte[]>> records = message.prepared().records();
        int sent = 0;
        try {
            for (; sent < records.size(); sent++) {
                producer.send(records.get(sent), message);
            }
        } catch (RuntimeException e) {
            // What was not handed over will not be called back for.
            for (; sent < records.size(); sent++) {
                message.onCompletion(null, e);
            }
        }
    }

    /** Sends something that nobody waits for, such as that a device came. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void tell(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(
                    record,
                    (metadata, exception) -> {
                        if (exception != null) {
                            untold(record, exception);
                        }
                    });
        } catch (RuntimeException e) {
            untold(record, e);
        }
    }

    void release(int released) {
        messages.decrementAndGet();
        bytes.addAndGet(-released);
    }

    /** What Kafka has not taken by then was never acknowledged, so its clients still have it. */
    @Override
    public void close() {
        producer.close(CLOSING_PATIENCE);
    }

    private static void untold(ProducerRecord<String, byte[]> record, Exception exception) {
        log.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("code", FailureCode.STREAM_UNAVAILABLE)
                .addKeyValue("cause", exception.getClass().getSimpleName())
                .log("event could not be published");
    }
}
