package org.vitalwire.gateway.device;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Everything that the device needs to connect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrolledView(
        String id,
        String model,
        DeviceState state,
        String topic,
        @Nullable String certificate,
        String caCertificate,
        String mqttHost,
        int mqttPort,
        @JsonIgnore boolean isNew) {}
