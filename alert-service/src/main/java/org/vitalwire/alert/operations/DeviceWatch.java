package org.vitalwire.alert.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.contracts.wire.UndecodableEventException;
import org.vitalwire.kit.kafka.KafkaClients;

/**
 * How many devices are silent. Follows the gateway's events without a group and only when looked
 * at, so that a quiet house costs nothing in between.
 */
final class DeviceWatch implements PartWatch, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_POLLS = 50;

    private final KafkaClients clients;
    private final OperationsAlerts alerts;
    private final int mostSilent;
    private final DeviceTroubles troubles = new DeviceTroubles();
    private @Nullable Consumer<String, byte[]> consumer;

    DeviceWatch(KafkaClients clients, OperationsAlerts alerts, StatusSettings settings) {
        this.clients = clients;
        this.alerts = alerts;
        this.mostSilent = settings.mostSilentDevices();
    }

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public synchronized Part look(Instant now) {
        follow();
        int silent = troubles.devices();
        if (silent > mostSilent) {
            alerts.raise(
                    OperationsKind.DEVICES_SILENT, "devices", silent + " devices give nothing");
        } else {
            alerts.end(OperationsKind.DEVICES_SILENT, "devices");
        }
        Map<DeviceEventKind, Integer> byKind = troubles.byKind();
        return new Part(
                name(),
                silent > mostSilent ? PartState.DEGRADED : PartState.OK,
                silent == 0
                        ? "No device is silent that should not be."
                        : "Devices that give nothing: " + silent,
                Map.of(
                        "silent",
                        silent,
                        "byCause",
                        byKind.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                entry -> entry.getKey().code(),
                                                Map.Entry::getValue))));
    }

    @Override
    public synchronized void close() {
        Consumer<String, byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close();
        }
    }

    private void follow() {
        Consumer<String, byte[]> open = consumer;
        if (open == null) {
            open = open();
            consumer = open;
        }
        try {
            for (int polls = 0; polls < MOST_POLLS; polls++) {
                ConsumerRecords<String, byte[]> records = open.poll(POLL);
                records.forEach(this::take);
                if (records.isEmpty()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Consumer<String, byte[]> open() {
        Consumer<String, byte[]> opened =
                clients.newConsumer("table", Map.of("client.id", "status-device-events"));
        List<TopicPartition> partitions =
                opened.partitionsFor(Topic.DEVICE_EVENTS.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        return opened;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() != null) {
                troubles.take(EventCodecs.DEVICE_EVENT.decode(record.value()));
            }
        } catch (UndecodableEventException e) {
            // Whoever keeps these events has quarantined it.
        }
    }
}
