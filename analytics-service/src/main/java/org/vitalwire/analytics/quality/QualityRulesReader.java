package org.vitalwire.analytics.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Reads rules of quality from JSON; every field must be there, and no other. */
public final class QualityRulesReader {

    private static final String SHIPPED = "quality-rules.json";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .addModule(
                            new SimpleModule().addDeserializer(VitalSign.class, new SignByCode()))
                    .build();

    private QualityRulesReader() {}

    /** The rules that we ship. */
    public static QualityRules shipped() {
        try (InputStream stream =
                Objects.requireNonNull(
                        QualityRulesReader.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
    }

    /**
     * @throws IllegalArgumentException says the field at fault
     */
    public static QualityRules read(byte[] json) {
        try {
            return JSON.readValue(json, QualityRules.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static final class SignByCode extends ValueDeserializer<VitalSign> {
        @Override
        public VitalSign deserialize(JsonParser parser, DeserializationContext context) {
            String code = parser.getString();
            return VitalSign.ofCode(code)
                    .orElseThrow(
                            () -> new IllegalArgumentException("there is no sign '" + code + "'"));
        }
    }
}
