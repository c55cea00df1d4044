package org.vitalwire.analytics.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.policy.Policy.News2Policy;
import org.vitalwire.analytics.quality.QualityRules;
import org.vitalwire.analytics.score.ScoreTables;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a policy and refuses one that is not sound, naming every field at fault at once. Durations
 * are ISO-8601 texts, values are in the canonical unit of their sign.
 */
public final class PolicyReader {

    /** As policies were written before they had an id: {@code ward-adult-1}. */
    private static final Pattern NAME_AND_NUMBER = Pattern.compile("(.+?)-?([0-9]{1,9})?");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 40;
    private static final Duration USUAL_LATENESS = Duration.ofSeconds(5);
    private static final Duration MOST_LATENESS = Duration.ofMinutes(1);

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private PolicyReader() {}

    /** The policy that is in force where nobody has put another one in force. */
    public static Policy readDefault() {
        return ShippedPolicies.WARD_ADULT.policy();
    }

    /**
     * @throws InvalidPolicyException naming every field at fault
     */
    public static Policy read(Path file) {
        return read(file, ScoreTables.shipped());
    }

    /**
     * @param tables what can be scored
     * @throws InvalidPolicyException naming every field at fault
     */
    public static Policy read(Path file, ScoreTables tables) {
        try {
            String source = file.toString();
            return read(source, parse(source, Files.readAllBytes(file)), tables);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the policy " + file, e);
        }
    }

    /**
     * @param source for the message, such as a file name
     * @throws InvalidPolicyException naming every field at fault
     */
    public static Policy read(String source, byte[] json) {
        return read(source, parse(source, json));
    }

    /**
     * @param source for the message
     * @throws InvalidPolicyException naming every field at fault
     */
    public static Policy read(String source, JsonNode document) {
        return read(source, document, ScoreTables.shipped());
    }

    /**
     * @param source for the message
     * @param tables what can be scored
     * @throws InvalidPolicyException naming every field at fault
     */
    public static Policy read(String source, JsonNode document, ScoreTables tables) {
        List<PolicyProblem> problems = new ArrayList<>();
        if (!document.isObject()) {
            problems.add(new PolicyProblem("", "a policy is a JSON object"));
            throw new InvalidPolicyException(source, problems);
        }
        Policy policy = policy(new Fields(problems, "", document), tables);
        if (!problems.isEmpty()) {
            throw new InvalidPolicyException(source, problems);
        }
        return policy;
    }

    /**
     * @throws InvalidPolicyException when that is not JSON
     */
    public static JsonNode parse(String source, byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place =
                    at == null
                            ? ""
                            : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new InvalidPolicyException(
                    source,
                    List.of(new PolicyProblem("", "not JSON: " + e.getOriginalMessage() + place)));
        }
    }

    /**
     * @param source for the message
     * @throws InvalidPolicyException naming every field at fault
     */
    public static Policy read(String source, String json) {
        return read(source, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Policy policy(Fields fields, ScoreTables tables) {
        Name name = name(fields);
        String description = fields.text("description", "");
        Duration lateness = fields.wait("lateness", USUAL_LATENESS);
        if (lateness.compareTo(MOST_LATENESS) > 0) {
            fields.problem("lateness", "must not be longer than a minute");
        }
        Duration abandonAfter = fields.positive("abandonAfter");
        Conditions conditions = new Conditions();
        List<Limit> limits = LimitReader.read(fields, conditions);
        Optional<News2Policy> news2 = News2Reader.read(fields, conditions);
        List<ScorePolicy> scores = ScoreReader.read(fields, conditions, tables);
        List<TrendPolicy> trends = CourseReader.trends(fields, conditions, abandonAfter);
        List<BaselinePolicy> baselines = CourseReader.baselines(fields, conditions, abandonAfter);
        TechnicalPolicy technical = TechnicalReader.technical(fields, conditions);
        QualityRules quality = QualityReader.read(fields);
        Set<String> scored =
                scores.stream()
                        .map(ScorePolicy::score)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (conditions.isDeclared("news2")) {
            scored.add("news2");
        }
        List<CombinationPolicy> combinations =
                CombinationReader.read(fields, conditions, scored, abandonAfter);
        fields.nothingElse();
        return new Policy(
                name.id,
                name.version,
                description,
                lateness,
                abandonAfter,
                limits,
                news2,
                scores,
                trends,
                baselines,
                combinations,
                technical,
                quality);
    }

    private record Name(String id, int version) {}

    private static Name name(Fields fields) {
        if (fields.has("id")) {
            String id = fields.text("id");
            if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
                fields.problem(
                        "id",
                        "must be lower-case words with hyphens, at most " + LONGEST_ID + " long");
            }
            return new Name(
                    id, fields.has("version") ? fields.integer("version", 0, 999_999_999) : 0);
        }
        if (!fields.has("version")) {
            fields.problem("id", "is missing");
            return new Name("", 0);
        }
        Matcher both = NAME_AND_NUMBER.matcher(fields.text("version"));
        if (!both.matches() || !ID.matcher(both.group(1)).matches()) {
            fields.problem("version", "must be like ward-adult-1 where there is no id");
            return new Name("", 0);
        }
        return new Name(both.group(1), both.group(2) == null ? 0 : Integer.parseInt(both.group(2)));
    }
}
