package org.vitalwire.analytics.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.limit.Limit.Direction;
import org.vitalwire.analytics.limit.Step;
import org.vitalwire.analytics.news2.Freshness;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy.News2Policy;
import org.vitalwire.analytics.policy.PolicyDocument.LimitEntry;
import org.vitalwire.analytics.policy.PolicyDocument.News2Entry;
import org.vitalwire.analytics.policy.PolicyDocument.RiskEntry;
import org.vitalwire.analytics.policy.PolicyDocument.StepEntry;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a policy and refuses one that is not sound, naming every field at fault at once. */
public final class PolicyReader {

    private static final String DEFAULT = "limit-policy.json";
    private static final Pattern CONDITION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MOST_STEPS = 8;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final List<String> faults = new ArrayList<>();

    private PolicyReader() {}

    /** The policy that we ship. */
    public static Policy readDefault() {
        try (InputStream stream =
                Objects.requireNonNull(PolicyReader.class.getResourceAsStream(DEFAULT), DEFAULT)) {
            return read(DEFAULT, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(DEFAULT, e);
        }
    }

    public static Policy read(Path file) {
        try {
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the policy " + file, e);
        }
    }

    static Policy read(String source, byte[] json) {
        PolicyDocument document;
        try {
            document = JSON.readValue(json, PolicyDocument.class);
        } catch (JacksonException e) {
            throw new InvalidPolicyException(source, e);
        }
        PolicyReader reader = new PolicyReader();
        Optional<Policy> policy = reader.policy(document);
        if (policy.isEmpty() || !reader.faults.isEmpty()) {
            throw new InvalidPolicyException(source, reader.faults);
        }
        return policy.get();
    }

    private Optional<Policy> policy(PolicyDocument document) {
        String version = text("version", document.version());
        List<Limit> limits = new ArrayList<>();
        Set<String> conditions = new HashSet<>();
        List<LimitEntry> entries = document.limits() == null ? List.of() : document.limits();
        for (int i = 0; i < entries.size(); i++) {
            String at = "limits[" + i + "]";
            LimitEntry entry = entries.get(i);
            String condition = text(at + ".condition", entry.condition());
            if (!condition.isEmpty()) {
                at = "limits[" + condition + "]";
                if (!CONDITION.matcher(condition).matches() || condition.startsWith("news2")) {
                    faults.add(
                            at
                                    + ": a condition is named in lower-case words with hyphens,"
                                    + " and not after NEWS2");
                }
                if (!conditions.add(condition)) {
                    faults.add(at + " is there twice");
                }
            }
            limit(at, condition, entry).ifPresent(limits::add);
        }
        Duration abandonAfter = positive("abandonAfter", document.abandonAfter());
        News2Entry news2 = document.news2();
        if (news2 == null) {
            faults.add("news2 is missing");
            return Optional.empty();
        }
        Optional<News2Policy> news2Policy = news2(news2);
        String description = document.description() == null ? "" : document.description();
        return news2Policy.map(
                policy -> new Policy(version, description, limits, policy, abandonAfter));
    }

    private Optional<Limit> limit(String at, String condition, LimitEntry entry) {
        int before = faults.size();
        String title = text(at + ".title", entry.title());
        Direction direction =
                oneOf(at + ".direction", entry.direction(), Direction.class)
                        .orElse(Direction.BELOW);
        List<VitalSign> signs = signs(at + ".signs", entry.signs());
        List<VitalSign> spotSigns =
                entry.spotSigns() == null ? List.of() : signs(at + ".spotSigns", entry.spotSigns());
        if (signs.isEmpty()) {
            faults.add(at + ".signs is empty");
        } else if (signs.stream().map(s -> s.entry().unit()).distinct().count() > 1) {
            faults.add(at + ".signs do not share a unit");
        }
        if (!signs.containsAll(spotSigns)) {
            faults.add(at + ".spotSigns has a sign that is not in signs");
        }
        List<Step> steps = steps(at + ".steps", entry.steps(), direction, signs);
        List<Step> steps2 =
                entry.stepsOnScale2() == null
                        ? steps
                        : steps(at + ".stepsOnScale2", entry.stepsOnScale2(), direction, signs);
        if (steps2.size() != steps.size()) {
            faults.add(at + ".stepsOnScale2 must have as many steps as steps");
        }
        double margin = entry.margin() == null ? 0 : entry.margin();
        if (!Double.isFinite(margin) || margin < 0) {
            faults.add(at + ".margin must not be negative");
        }
        Duration clearAfter = notNegative(at + ".clearAfter", entry.clearAfter());
        Duration maxGap = positive(at + ".maxGap", entry.maxGap());
        Duration sparseGap = positive(at + ".sparseGap", entry.sparseGap());
        if (sparseGap.compareTo(maxGap) < 0) {
            faults.add(at + ".sparseGap must not be shorter than maxGap");
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new Limit(
                        condition,
                        title,
                        direction,
                        signs,
                        spotSigns,
                        steps,
                        steps2,
                        margin,
                        ConditionRule.of(delays(steps), clearAfter, maxGap, sparseGap),
                        ConditionRule.of(delays(steps2), clearAfter, maxGap, sparseGap)));
    }

    private List<Step> steps(
            String at,
            @Nullable List<StepEntry> entries,
            Direction direction,
            List<VitalSign> signs) {
        if (entries == null || entries.isEmpty() || entries.size() > MOST_STEPS) {
            faults.add(at + " must have 1 to " + MOST_STEPS + " steps");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            StepEntry entry = entries.get(i);
            String where = at + "[" + i + "]";
            double beyond = number(where + ".beyond", entry.beyond());
            for (VitalSign sign : signs) {
                if (!sign.entry().isPlausible(beyond)) {
                    faults.add(where + ".beyond is not a plausible " + sign.code());
                }
            }
            if (i > 0) {
                double outer = steps.getLast().beyond();
                if (direction == Direction.BELOW ? beyond >= outer : beyond <= outer) {
                    faults.add(where + ".beyond must lie deeper than the step before");
                }
                if (entry.delay() != null && entry.delay().compareTo(steps.getLast().delay()) > 0) {
                    faults.add(where + ".delay must not be longer than that of the step before");
                }
            }
            steps.add(
                    new Step(
                            beyond,
                            notNegative(where + ".delay", entry.delay()),
                            priority(where + ".priority", entry.priority())));
        }
        return steps;
    }

    private Optional<News2Policy> news2(News2Entry entry) {
        int before = faults.size();
        Map<Slot, Duration> freshness = freshness(entry.freshness());
        List<Duration> delays = new ArrayList<>();
        List<Priority> priorities = new ArrayList<>();
        Map<String, RiskEntry> risks = entry.risks() == null ? Map.of() : entry.risks();
        for (NewsRisk risk : List.of(NewsRisk.LOW_MEDIUM, NewsRisk.MEDIUM, NewsRisk.HIGH)) {
            String at = "news2.risks." + risk.code();
            RiskEntry riskEntry = risks.get(risk.code());
            if (riskEntry == null) {
                faults.add(at + " is missing");
            } else {
                delays.add(notNegative(at + ".delay", riskEntry.delay()));
                priorities.add(priority(at + ".priority", riskEntry.priority()));
            }
        }
        if (risks.size() > 3) {
            faults.add("news2.risks knows only low-medium, medium and high");
        }
        Duration clearAfter = notNegative("news2.clearAfter", entry.clearAfter());
        Duration maxGap = positive("news2.maxGap", entry.maxGap());
        Duration sparseGap = positive("news2.sparseGap", entry.sparseGap());
        if (sparseGap.compareTo(maxGap) < 0) {
            faults.add("news2.sparseGap must not be shorter than maxGap");
        }
        Duration rescoreEvery = positive("news2.rescoreEvery", entry.rescoreEvery());
        Duration abandonAfter = positive("news2.abandonAfter", entry.abandonAfter());
        if (faults.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new News2Policy(
                        new Freshness(freshness),
                        priorities,
                        ConditionRule.of(delays, clearAfter, maxGap, sparseGap),
                        rescoreEvery,
                        abandonAfter));
    }

    private Map<Slot, Duration> freshness(@Nullable Map<String, Duration> entries) {
        Map<Slot, Duration> freshness = new EnumMap<>(Slot.class);
        Map<String, Duration> given = entries == null ? Map.of() : entries;
        for (Map.Entry<String, Duration> entry : given.entrySet()) {
            Optional<Slot> slot = Slot.ofCode(entry.getKey());
            if (slot.isEmpty()) {
                faults.add("news2.freshness: NEWS2 has no input " + entry.getKey());
            } else {
                freshness.put(
                        slot.get(),
                        positive("news2.freshness." + entry.getKey(), entry.getValue()));
            }
        }
        for (Slot slot : Slot.values()) {
            if (!freshness.containsKey(slot)) {
                faults.add("news2.freshness." + slot.code() + " is missing");
            }
        }
        return freshness;
    }

    private List<VitalSign> signs(String at, @Nullable List<String> codes) {
        List<VitalSign> signs = new ArrayList<>();
        for (String code : codes == null ? List.<String>of() : codes) {
            Optional<VitalSign> sign =
                    VitalSign.ofCode(code).filter(s -> s.entry().kind() == Kind.QUANTITY);
            if (sign.isEmpty()) {
                faults.add(at + ": " + code + " is not a measured vital sign");
            } else if (signs.contains(sign.get())) {
                faults.add(at + ": " + code + " is there twice");
            } else {
                signs.add(sign.get());
            }
        }
        return signs;
    }

    private static List<Duration> delays(List<Step> steps) {
        return steps.stream().map(Step::delay).toList();
    }

    private String text(String at, @Nullable String value) {
        if (value == null || value.isBlank()) {
            faults.add(at + " is missing");
            return "";
        }
        return value;
    }

    private double number(String at, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            faults.add(at + " must be a number");
            return 0;
        }
        return value;
    }

    private Duration notNegative(String at, @Nullable Duration value) {
        if (value == null || value.isNegative()) {
            faults.add(at + " must be a duration such as PT15S, not negative");
            return Duration.ZERO;
        }
        return value;
    }

    private Duration positive(String at, @Nullable Duration value) {
        if (value == null || !value.isPositive()) {
            faults.add(at + " must be a positive duration such as PT30S");
            return Duration.ofSeconds(1);
        }
        return value;
    }

    private Priority priority(String at, @Nullable String value) {
        return oneOf(at, value, Priority.class).orElse(Priority.HIGH);
    }

    private <E extends Enum<E>> Optional<E> oneOf(
            String at, @Nullable String value, Class<E> type) {
        Optional<E> found =
                Arrays.stream(type.getEnumConstants())
                        .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst();
        if (found.isEmpty()) {
            faults.add(
                    at
                            + " must be one of "
                            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
        }
        return found;
    }
}
