package org.vitalwire.gateway.codec.medtech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A mapping, a payload, and what comes of them. */
final class Run {

    static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");

    private static final String UNITS = "Fhir.Ingest.Template.UnitTests/data_";

    private Run() {}

    /** What came out: {@code time sign=value ...} of each reading, and the faults. */
    record Outcome(DecodedPayload decoded, List<String> steps) {
        List<String> readings() {
            return decoded.readings().stream()
                    .map(reading -> {
                        Map<String, String> values = new TreeMap<>();
                        reading.values()
                                .forEach(value ->
                                        values.put(
                                                value.sign().code(),
                                                value.sign().entry().format(value.value())));
                        return Instant.EPOCH.plusNanos(reading.measuredMicros() * 1_000)
                                + " "
                                + values;
                    })
                    .toList();
        }

        List<FailureCode> codes() {
            return decoded.faults().stream().map(Fault::code).toList();
        }

        String reason() {
            return decoded.faults().getFirst().reason();
        }
    }

    /** A file of the shared vectors; the calling test is skipped where it is absent. */
    static String file(String relative) {
        try {
            String text = Files.readString(SharedData.path("iomt-fhir/" + relative));
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of MedTech's unit tests. */
    static String vector(String name) {
        return file(UNITS + name + ".json");
    }

    static MedTechMapping mapping(String content) {
        return mapping(content, FhirMapping.NONE);
    }

    static MedTechMapping mapping(String content, FhirMapping fhir) {
        try {
            return MedTechMapping.read("test", bytes(content), fhir);
        } catch (InvalidContentException e) {
            throw new AssertionError(e.problems().toString(), e);
        }
    }

    static List<Problem> problems(String content) {
        try {
            MedTechMapping.read("test", bytes(content), FhirMapping.NONE);
        } catch (InvalidContentException e) {
            return e.problems();
        }
        throw new AssertionError("it is taken");
    }

    /** Adds the member that says which sign each value is. */
    static String withSigns(String content, String... signs) {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(content);
        ObjectNode member = root.putObject("vitalwire").putObject("signs");
        for (int i = 0; i < signs.length; i += 2) {
            member.putObject(signs[i]).put("sign", signs[i + 1]);
        }
        return root.toString();
    }

    static Outcome run(String content, String payload) {
        return run(mapping(content), payload, "", Map.of());
    }

    static Outcome run(
            MedTechMapping mapping, String payload, String device, Map<String, String> properties) {
        List<String> steps = new ArrayList<>();
        DecodedPayload decoded =
                mapping.codec()
                        .decode(
                                new Payload(
                                        bytes(payload),
                                        "",
                                        RECEIVED.toEpochMilli() * 1_000,
                                        device,
                                        properties),
                                (step, outcome, detail) ->
                                        steps.add(step + " " + outcome + " " + detail.get()));
        return new Outcome(decoded, steps);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
