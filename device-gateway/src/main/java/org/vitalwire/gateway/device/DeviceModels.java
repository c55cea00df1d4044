package org.vitalwire.gateway.device;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The device models: those that ship with the gateway, and those that were added since. Read by
 * many threads; a change is seen by the next reader.
 */
public final class DeviceModels {

    private final Map<String, DeviceModel> shipped;
    private final List<DeviceModelSource> sources;
    private volatile Map<String, DeviceModel> byId;

    DeviceModels(List<DeviceModel> shipped, List<DeviceModelSource> sources) {
        Map<String, DeviceModel> known = new LinkedHashMap<>();
        for (DeviceModel model : shipped) {
            if (known.put(model.id(), model) != null) {
                throw new IllegalArgumentException("two device models are called " + model.id());
            }
        }
        this.shipped = Map.copyOf(known);
        this.sources = List.copyOf(sources);
        this.byId = known;
        reload();
    }

    public Optional<DeviceModel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<DeviceModel> all() {
        return byId.values();
    }

    /** Whether it came with the gateway, so that nobody may change or remove it. */
    public boolean isShipped(String id) {
        return shipped.containsKey(id);
    }

    /** Adds a model, or replaces one that was added before. */
    public synchronized void put(DeviceModel model) {
        requireNotShipped(model.id());
        Map<String, DeviceModel> next = new LinkedHashMap<>(byId);
        next.put(model.id(), model);
        byId = next;
    }

    /** Whether there was one. No device may be of it: the caller has looked. */
    public synchronized boolean remove(String id) {
        requireNotShipped(id);
        Map<String, DeviceModel> next = new LinkedHashMap<>(byId);
        boolean removed = next.remove(id) != null;
        byId = next;
        return removed;
    }

    /** Asks the sources again: another replica may have added a model. */
    void reload() {
        sources.forEach(source ->
                source.models().stream()
                        .filter(model -> !isShipped(model.id()))
                        .filter(model -> !model.equals(byId.get(model.id())))
                        .forEach(this::put));
    }

    /**
     * Whoever starts without a codec would quarantine all that devices of a model send.
     *
     * @param exists whether there is a codec of that name
     * @throws IllegalStateException naming the shipped models that have none
     */
    public void requireCodecs(Predicate<String> exists) {
        List<String> without =
                shipped.values().stream()
                        .filter(model -> !exists.test(model.codec()))
                        .map(model -> model.id() + " (" + model.codec() + ")")
                        .sorted()
                        .toList();
        if (!without.isEmpty()) {
            throw new IllegalStateException(
                    "device models without a codec: " + String.join(", ", without));
        }
    }

    private void requireNotShipped(String id) {
        if (isShipped(id)) {
            throw new IllegalArgumentException("that device model ships with the gateway");
        }
    }
}
