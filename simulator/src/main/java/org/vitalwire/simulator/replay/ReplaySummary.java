package org.vitalwire.simulator.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a replay came to, for people and for programs. */
final class ReplaySummary {

    private final List<ReplayResult> results;

    ReplaySummary(List<ReplayResult> results) {
        this.results = List.copyOf(results);
    }

    boolean isComplete() {
        return results.stream().allMatch(ReplayResult::isComplete);
    }

    String json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(counts(results));
        all.put("complete", isComplete());
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (ReplayResult result : results) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("recording", result.recording().name());
            one.put("deviceId", result.deviceId());
            one.put("patientId", result.patientId());
            one.put("from", result.from().toString());
            one.put("to", result.to().toString());
            one.putAll(counts(List.of(result)));
            one.put("complete", result.isComplete());
            one.put("settled", result.settled());
            each.add(one);
        }
        all.put("recordings", each);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(all);
    }

    String text() {
        Map<String, @Nullable Object> counts = counts(results);
        StringBuilder text = new StringBuilder();
        for (ReplayResult result : results) {
            text.append(
                    "Replayed %s as device %s, patient %s, %s to %s%n"
                            .formatted(
                                    result.recording().name(),
                                    result.deviceId(),
                                    result.patientId(),
                                    result.from(),
                                    result.to()));
        }
        LABELS.forEach((key, label) -> {
            Object value = counts.get(key);
            text.append("  %-28s %s%n".formatted(label, value == null ? "unknown" : value));
        });
        if (!isComplete()) {
            text.append("NOT COMPLETE: rows stored and messages PUBACKed differ\n");
        } else if (results.stream().anyMatch(result -> !result.settled())) {
            text.append("Everything is stored, but the counts were still changing at the end\n");
        }
        return text.toString();
    }

    private static final Map<String, String> LABELS = labels();

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("messagesSent", "messages sent");
        labels.put("messagesResent", "of these sent again");
        labels.put("messagesAcknowledged", "messages PUBACKed");
        labels.put("messagesRefused", "messages refused");
        labels.put("rowsStored", "rows stored");
        labels.put("valuesSent", "values sent");
        labels.put("valuesStored", "values stored");
        labels.put("valuesDropped", "values dropped ('no value')");
        labels.put("rowsWithoutValues", "file rows without any value");
        labels.put("findings", "findings");
        labels.put("alerts", "alerts");
        labels.put("observations", "Observations");
        return labels;
    }

    private static Map<String, @Nullable Object> counts(List<ReplayResult> results) {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("messagesSent", sum(results, r -> r.delivery().sent()));
        counts.put("messagesResent", sum(results, r -> r.delivery().resent()));
        counts.put("messagesAcknowledged", sum(results, r -> r.delivery().acknowledged()));
        counts.put("messagesRefused", sum(results, r -> r.delivery().refusedInAll()));
        counts.put("rowsStored", sum(results, r -> r.platform().rows()));
        counts.put("valuesSent", sum(results, r -> r.recording().values()));
        counts.put("valuesStored", sum(results, r -> r.platform().values()));
        counts.put("valuesDropped", sum(results, r -> r.recording().valuesDropped()));
        counts.put("rowsWithoutValues", sum(results, r -> r.recording().rowsWithoutValues()));
        counts.put("findings", perPatient(results, PlatformCounts::findings));
        counts.put("alerts", perPatient(results, PlatformCounts::alerts));
        counts.put("observations", perPatient(results, PlatformCounts::observations));
        return counts;
    }

    private static long sum(List<ReplayResult> results, ToLongFunction<ReplayResult> count) {
        return results.stream().mapToLong(count).sum();
    }

    /** Several recordings may be one patient's: then each of them saw the same counts. */
    private static @Nullable Long perPatient(
            List<ReplayResult> results, Function<PlatformCounts, OptionalLong> count) {
        Map<String, List<OptionalLong>> byPatient =
                results.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ReplayResult::patientId,
                                        Collectors.mapping(
                                                r -> count.apply(r.platform()),
                                                Collectors.toList())));
        long sum = 0;
        for (List<OptionalLong> counts : byPatient.values()) {
            if (counts.stream().anyMatch(OptionalLong::isEmpty)) {
                return null;
            }
            sum += counts.stream().mapToLong(OptionalLong::getAsLong).max().orElse(0);
        }
        return sum;
    }
}
