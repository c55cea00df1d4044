package org.vitalwire.gateway.device;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;

/**
 * A device that we know.
 *
 * @param firmware as it said last
 * @param certificateExpiresAt end of its newest certificate that is not revoked
 */
public record RegisteredDevice(
        DeviceId id,
        DeviceModel model,
        DeviceState state,
        Instant registeredAt,
        DeviceLabel label,
        Optional<String> firmware,
        Optional<Instant> certificateExpiresAt) {

    private static final DeviceId NAMELESS = new DeviceId("no-device.only-a-model-was-named");

    /** Of which nothing more is known. */
    public RegisteredDevice(
            DeviceId id, DeviceModel model, DeviceState state, Instant registeredAt) {
        this(id, model, state, registeredAt, DeviceLabel.NONE, Optional.empty(), Optional.empty());
    }

    /** A device that is not registered so, for explanations. */
    public static RegisteredDevice supposed(DeviceId id, DeviceModel model) {
        return new RegisteredDevice(id, model, DeviceState.ACTIVE, Instant.EPOCH);
    }

    /** Any device of the model, for explanations. */
    public static RegisteredDevice anyOf(DeviceModel model) {
        return supposed(NAMELESS, model);
    }

    /** Whether it is one device, and not any of its model. */
    public boolean isNamed() {
        return !id.equals(NAMELESS);
    }

    /** Where it publishes what it measured. */
    public String readingsTopic() {
        return DeviceTopics.readings(id.value());
    }

    /** See {@link DeviceTopics#readingForm}; asked for every message. */
    public @Nullable String readingForm(String topic) {
        return DeviceTopics.readingForm(id.value(), topic);
    }

    public boolean mayConnect() {
        return state.mayConnect();
    }
}
