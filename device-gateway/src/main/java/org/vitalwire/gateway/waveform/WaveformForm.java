package org.vitalwire.gateway.waveform;

import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.device.DeviceTopics;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.cbor.CBORFactory;

/** How a packet is written. Both have the same members. */
public enum WaveformForm {
    JSON(
            "waveform-json",
            JsonFactory.builder()
                    // A bare NaN refuses its own channel, not its neighbours.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build()),
    /** RFC 8949; samples also as a byte string of little-endian 16-bit integers. */
    CBOR("waveform-cbor", new CBORFactory());

    private final String codec;

    // Factories are immutable once built.
    @SuppressWarnings("ImmutableEnumChecker")
    private final TokenStreamFactory tokens;

    WaveformForm(String codec, TokenStreamFactory tokens) {
        this.codec = codec;
        this.tokens = tokens;
    }

    /** What the device writes on that topic, or null when it is none of its waveform topics. */
    public static @Nullable WaveformForm of(String deviceId, String topic) {
        String own = DeviceTopics.waveforms(deviceId);
        if (topic.equals(own)) {
            return JSON;
        }
        return topic.equals(own + "/binary") ? CBOR : null;
    }

    /** As it stands beside quarantined payloads. */
    public String codec() {
        return codec;
    }

    TokenStreamFactory tokens() {
        return tokens;
    }
}
