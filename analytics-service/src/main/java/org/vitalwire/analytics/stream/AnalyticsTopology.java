package org.vitalwire.analytics.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.contracts.topic.Topic;

/**
 * The topology.
 *
 * <pre>
 *   readings.v1 -------> ReadingProcessor --+--> findings.v1
 *                           |  (patients)   +--> scores.v1
 *   scoring-orders.v1 -> OrderProcessor ----+--> rejected.v1
 *                                           '--> shadow-findings.v1 (candidates; calls nobody)
 * </pre>
 *
 * <p>Both sources are keyed by patient and have the same number of partitions, so one task holds
 * all of a patient and nothing is repartitioned. Values are decoded in the processors: what cannot
 * be decoded is put aside with its bytes.
 */
final class AnalyticsTopology {

    static final String STORE = "patients";

    /** What candidate policies know of patients. */
    static final String SHADOW_STORE = "shadow-patients";

    private static final String READING_SOURCE = "readings";
    private static final String ORDER_SOURCE = "orders";
    private static final String READING_PROCESSOR = "evaluate-reading";
    private static final String ORDER_PROCESSOR = "take-order";

    private AnalyticsTopology() {}

    static Topology build(
            Rulebooks rulebooks,
            Batteries batteries,
            AnalyticsMeters meters,
            Duration timePassesEvery) {
        Topology topology = new Topology();
        topology.addSource(
                        READING_SOURCE,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.READINGS.topicName())
                .addSource(
                        ORDER_SOURCE,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.SCORING_ORDERS.topicName())
                .addProcessor(
                        READING_PROCESSOR,
                        () -> new ReadingProcessor(rulebooks, batteries, meters, timePassesEvery),
                        READING_SOURCE)
                .addProcessor(
                        ORDER_PROCESSOR, () -> new OrderProcessor(rulebooks, meters), ORDER_SOURCE)
                .addStateStore(states(STORE), READING_PROCESSOR, ORDER_PROCESSOR)
                .addStateStore(states(SHADOW_STORE), READING_PROCESSOR);
        sink(topology, Emitter.FINDINGS, Topic.FINDINGS);
        sink(topology, Emitter.SCORES, Topic.SCORES);
        sink(topology, Emitter.REJECTED, Topic.REJECTED);
        sink(topology, Emitter.HELD_BACK, Topic.HELD_BACK);
        sink(topology, Emitter.SHADOW, Topic.SHADOW_FINDINGS);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> states(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(
                        // Small segments: the changelog is read whole at start.
                        Map.of("segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.2"));
    }

    private static void sink(Topology topology, String name, Topic topic) {
        topology.addSink(
                name,
                topic.topicName(),
                new StringSerializer(),
                new ByteArraySerializer(),
                READING_PROCESSOR,
                ORDER_PROCESSOR);
    }
}
