package org.vitalwire.gateway.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The device models that ship with the gateway. */
public final class DeviceModels {

    private final Map<String, DeviceModel> byId = new LinkedHashMap<>();

    DeviceModels(List<DeviceModel> models) {
        for (DeviceModel model : models) {
            if (byId.put(model.id(), model) != null) {
                throw new IllegalArgumentException("two device models are called " + model.id());
            }
        }
    }

    static DeviceModels shipped() {
        try (InputStream in =
                Objects.requireNonNull(
                        DeviceModels.class.getResourceAsStream("device-models.json"))) {
            return new DeviceModels(
                    JsonMapper.shared().readValue(in, new TypeReference<List<DeviceModel>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<DeviceModel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<DeviceModel> all() {
        return byId.values();
    }
}
