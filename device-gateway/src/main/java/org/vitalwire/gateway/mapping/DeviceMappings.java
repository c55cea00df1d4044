package org.vitalwire.gateway.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.codec.medtech.FhirMapping;
import org.vitalwire.gateway.codec.medtech.InvalidContentException;
import org.vitalwire.gateway.codec.medtech.MedTechMapping;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.gateway.device.DeviceModelSource;

/**
 * The mappings that run, by their id. Read by all event loops; an upload is seen by the next
 * message.
 */
final class DeviceMappings implements PayloadCodecs, DeviceModelSource {

    private static final Logger log = LoggerFactory.getLogger(DeviceMappings.class);

    private final MappingStore store;
    private volatile Map<String, Running> byId = Map.of();

    DeviceMappings(MappingStore store) {
        this.store = store;
        refresh();
    }

    /** A version of a mapping, ready. */
    record Running(StoredMapping stored, MedTechMapping mapping, PayloadCodec codec) {

        static Running of(StoredMapping stored) throws InvalidContentException {
            FhirMapping fhir =
                    stored.fhirMapping().isPresent()
                            ? FhirMapping.read(stored.fhirMapping().get())
                            : FhirMapping.NONE;
            MedTechMapping mapping = MedTechMapping.read(stored.id(), stored.deviceContent(), fhir);
            return new Running(stored, mapping, mapping.codec());
        }
    }

    @Override
    public Optional<PayloadCodec> find(String name) {
        if (!name.startsWith(MedTechMapping.CODEC_PREFIX)) {
            return Optional.empty();
        }
        return running(name.substring(MedTechMapping.CODEC_PREFIX.length())).map(Running::codec);
    }

    Optional<Running> running(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Running> all() {
        return List.copyOf(byId.values());
    }

    synchronized void put(Running running) {
        Map<String, Running> next = new TreeMap<>(byId);
        next.put(running.stored().id(), running);
        byId = next;
    }

    synchronized void remove(String id) {
        Map<String, Running> next = new TreeMap<>(byId);
        next.remove(id);
        byId = next;
    }

    /** The registry is being read again: mappings that another replica has taken come with it. */
    @Override
    public List<DeviceModel> models() {
        refresh();
        return store.models();
    }

    private synchronized void refresh() {
        Map<String, Running> next = new TreeMap<>();
        for (StoredMapping stored : store.newest()) {
            Running known = byId.get(stored.id());
            if (known != null && known.stored().version() == stored.version()) {
                next.put(stored.id(), known);
                continue;
            }
            try {
                next.put(stored.id(), Running.of(stored));
            } catch (InvalidContentException e) {
                // It was taken once, so it is this release that refuses it: the version before
                // goes on if there is one, and its devices get no PUBACK for what cannot be read.
                log.atError()
                        .setCause(e)
                        .addKeyValue("mapping", stored.id())
                        .addKeyValue("version", stored.version())
                        .log("a stored mapping cannot be read");
                if (known != null) {
                    next.put(stored.id(), known);
                }
            }
        }
        byId = next;
    }
}
