package org.vitalwire.analytics.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The policies that we ship: starting points, with their sources in the description. */
public enum ShippedPolicies {
    /** Adult ward; in force where nobody has put another one in force. */
    WARD_ADULT,
    /** Intermediate care. */
    STEP_DOWN,
    /** Telemonitoring and virtual wards. */
    HOME;

    private static final String CANARY = "canary.json";

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String id() {
        return id;
    }

    /** Read and checked anew. */
    public Policy policy() {
        return PolicyReader.read(resource(), document());
    }

    /** As it is written. */
    public JsonNode document() {
        return document(resource());
    }

    /**
     * By which the {@link org.vitalwire.contracts.id.Canary} is judged, and nobody else: each of
     * its readings begins one finding and ends another one, without delay.
     */
    public static Policy canary() {
        return PolicyReader.read(CANARY, document(CANARY));
    }

    private static JsonNode document(String resource) {
        try (InputStream stream =
                Objects.requireNonNull(
                        ShippedPolicies.class.getResourceAsStream(resource), resource)) {
            return PolicyReader.parse(resource, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /**
     * @throws IllegalArgumentException when we ship none of that name
     */
    public static ShippedPolicies ofId(String id) {
        return Arrays.stream(values())
                .filter(shipped -> shipped.id.equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no policy of that name is shipped, only " + ids()));
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(ShippedPolicies::id).toList();
    }

    private String resource() {
        return id + ".json";
    }
}
