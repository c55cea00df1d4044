package org.vitalwire.gateway.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The models that ship with the gateway, a file for each field of use. */
final class ShippedModels {

    private static final List<String> FILES =
            List.of(
                    "generic.json",
                    "hospital.json",
                    "wearable.json",
                    "home.json",
                    "implantable.json",
                    "telemedicine.json");

    private ShippedModels() {}

    /** A file that is not right stops the start: nobody is served by half a list. */
    static List<DeviceModel> read() {
        return FILES.stream().flatMap(file -> read(file).stream()).toList();
    }

    private static List<DeviceModel> read(String file) {
        try (InputStream in =
                Objects.requireNonNull(
                        ShippedModels.class.getResourceAsStream("models/" + file), file)) {
            return JsonMapper.shared()
                    .readValue(in, new TypeReference<List<ModelFile>>() {})
                    .stream()
                    .map(ModelFile::model)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
