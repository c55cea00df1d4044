package org.vitalwire.analytics.score;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.score.ScoreDocument.AgeEntry;
import org.vitalwire.analytics.score.ScoreDocument.DeclaredEntry;
import org.vitalwire.analytics.score.ScoreDocument.ParameterEntry;
import org.vitalwire.analytics.score.ScoreDocument.RiskEntry;
import org.vitalwire.analytics.score.ScoreDocument.SourceEntry;
import org.vitalwire.contracts.event.Score;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a table and refuses one that is not sound, naming every field at fault at once. */
final class ScoreTableReader {

    /** Our own package scores it. */
    private static final String NEWS2 = "news2";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MOST_PARAMETERS = 40;

    /** Of what a person notes, unless the table says otherwise. */
    private static final long NOTED_VALID_FOR = EventTime.micros(Duration.ofHours(4));

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Feature> declared = new HashMap<>();

    private ScoreTableReader() {}

    /**
     * @param source names the document in the exception
     * @throws InvalidScoreTableException with every fault
     */
    static ScoreDefinition read(String source, byte[] json) {
        @Nullable ScoreDocument document;
        try {
            document = JSON.readValue(json, ScoreDocument.class);
        } catch (JacksonException e) {
            throw new InvalidScoreTableException(source, e);
        }
        if (document == null) {
            throw new InvalidScoreTableException(source, List.of("there is nothing in it"));
        }
        ScoreTableReader reader = new ScoreTableReader();
        ScoreDefinition definition = reader.definition(document);
        if (!reader.faults.isEmpty()) {
            throw new InvalidScoreTableException(source, reader.faults);
        }
        return definition;
    }

    private ScoreDefinition definition(ScoreDocument document) {
        String score = name("score", document.score());
        if (score.equals(NEWS2)) {
            faults.add("score: news2 is not a table, its bands are not to be altered");
        }
        String title = text("title", document.title());
        if (document.refusal() != null) {
            if (document.parameters() != null) {
                faults.add("refusal: a table that has parameters does not refuse");
            }
            return new UnfilledSlot(score, title, text("refusal", document.refusal()));
        }
        declare(document.declares());
        List<AgeRange> ages = ages(document);
        return new ScoreTable(
                score,
                title,
                text("edition", document.edition()),
                text("source", document.source()),
                document.notes() == null ? List.of() : document.notes(),
                ages,
                document.ageBands() != null,
                validFor(document.validFor()),
                parameters(document.parameters(), ages, document.ageBands() != null),
                risks(document.risks()));
    }

    private void declare(@Nullable List<DeclaredEntry> entries) {
        if (entries != null) {
            for (int i = 0; i < entries.size(); i++) {
                DeclaredEntry entry = entries.get(i);
                String at = "declares[%d]".formatted(i);
                String name = name(at + ".name", entry.name());
                int digits = entry.digits() == null ? 0 : entry.digits();
                if (digits < 0 || digits > 6) {
                    faults.add(at + ".digits: must be 0 to 6");
                } else if (feature(name).isPresent()) {
                    faults.add(at + ".name: there is an input of that name");
                } else {
                    declared.put(
                            name,
                            new Feature.Declared(
                                    name,
                                    entry.unit() == null ? "" : entry.unit(),
                                    digits,
                                    entry.codes() == null ? List.of() : entry.codes()));
                }
            }
        }
    }

    private Optional<Feature> feature(String name) {
        Feature own = declared.get(name);
        return own == null ? Feature.ofName(name) : Optional.of(own);
    }

    private List<AgeRange> ages(ScoreDocument document) {
        AgeEntry only = document.ages();
        List<AgeEntry> bands = document.ageBands();
        if (bands == null) {
            return only == null
                    ? List.of(AgeRange.ANY)
                    : age("ages", only).map(List::of).orElse(List.of(AgeRange.ANY));
        }
        if (only != null) {
            faults.add("ages: is told by ageBands");
        }
        List<AgeRange> ages = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < bands.size(); i++) {
            String at = "ageBands[%d]".formatted(i);
            age(at, bands.get(i))
                    .ifPresent(range -> {
                        if (!names.add(range.name())) {
                            faults.add(at + ".name: is there twice");
                        }
                        if (!ages.isEmpty() && ages.getLast().belowMonths() != range.fromMonths()) {
                            faults.add(at + ".fromMonths: must be where the one before it ends");
                        }
                        ages.add(range);
                    });
        }
        if (ages.isEmpty()) {
            faults.add("ageBands: is empty");
            return List.of(AgeRange.ANY);
        }
        return ages;
    }

    private Optional<AgeRange> age(String at, AgeEntry entry) {
        String name = text(at + ".name", entry.name());
        int from = entry.fromMonths() == null ? 0 : entry.fromMonths();
        int below = entry.belowMonths() == null ? AgeRange.OPEN : entry.belowMonths();
        if (from < 0 || below <= from) {
            faults.add(at + ": needs 0 <= fromMonths < belowMonths");
            return Optional.empty();
        }
        return Optional.of(new AgeRange(name, from, below));
    }

    private Map<String, Long> validFor(@Nullable Map<String, String> entries) {
        Map<String, Long> micros = new HashMap<>();
        declared.keySet().forEach(input -> micros.put(input, NOTED_VALID_FOR));
        if (entries != null) {
            entries.forEach((input, text) -> {
                String at = "validFor." + input;
                if (feature(input).isEmpty()) {
                    faults.add(at + ": is no input");
                }
                try {
                    Duration duration = Duration.parse(text);
                    if (duration.isPositive()) {
                        micros.put(input, EventTime.micros(duration));
                        return;
                    }
                } catch (DateTimeException e) {
                    // told below
                }
                faults.add(at + ": must be a positive duration such as PT5M");
            });
        }
        return micros;
    }

    private List<ScoreParameter> parameters(
            @Nullable List<ParameterEntry> entries, List<AgeRange> ages, boolean byAge) {
        if (entries == null || entries.isEmpty() || entries.size() > MOST_PARAMETERS) {
            faults.add("parameters: needs 1 to " + MOST_PARAMETERS);
            return List.of();
        }
        List<ScoreParameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            ParameterEntry entry = entries.get(i);
            String at = "parameters[%d]".formatted(i);
            String name = name(at + ".name", entry.name());
            if (!name.isEmpty() && !names.add(name)) {
                faults.add(at + ".name: is there twice");
            }
            String display =
                    entry.display() == null
                            ? name.replace('-', ' ')
                            : text(at + ".display", entry.display());
            Take take = take(at + ".take", entry.take());
            List<Source> sources = sources(at, entry.sources(), ages, byAge);
            if (!sources.isEmpty()) {
                parameters.add(checked(at, new ScoreParameter(name, display, take, sources)));
            }
        }
        return parameters;
    }

    private ScoreParameter checked(String at, ScoreParameter parameter) {
        if (parameter.take() == Take.ANY) {
            for (Source source : parameter.sources()) {
                for (int age = 0; age < source.byAge().size(); age++) {
                    if (!source.byAge().get(age).isAllOrNothing(parameter.maxPoints(age))) {
                        faults.add(at + ".take: any needs sources that give all points or none");
                        return parameter;
                    }
                }
            }
        }
        return parameter;
    }

    private List<Source> sources(
            String parameter,
            @Nullable List<SourceEntry> entries,
            List<AgeRange> ages,
            boolean byAge) {
        List<Source> sources = new ArrayList<>();
        if (entries == null || entries.isEmpty()) {
            faults.add(parameter + ".sources: is empty");
            return sources;
        }
        for (int i = 0; i < entries.size(); i++) {
            SourceEntry entry = entries.get(i);
            String at = "%s.sources[%d]".formatted(parameter, i);
            List<Bands> bands = bands(at, entry, ages, byAge);
            List<String> inputs = entry.inputs() == null ? List.of() : entry.inputs();
            if (inputs.isEmpty()) {
                faults.add(at + ".inputs: is empty");
            }
            for (String input : inputs) {
                Optional<Feature> feature = feature(input);
                if (feature.isEmpty()) {
                    faults.add(at + ".inputs: '" + input + "' is no input");
                } else if (entry.unit() != null && !entry.unit().equals(feature.get().unit())) {
                    faults.add(
                            "%s.unit: %s is in '%s', not in '%s'"
                                    .formatted(at, input, feature.get().unit(), entry.unit()));
                } else if (bands.size() == ages.size()) {
                    sources.add(new Source(feature.get(), bands));
                }
            }
        }
        return sources;
    }

    private List<Bands> bands(String at, SourceEntry entry, List<AgeRange> ages, boolean byAge) {
        BandReader reader = new BandReader(faults);
        if (!byAge) {
            if (entry.bandsByAge() != null) {
                faults.add(at + ".bandsByAge: the table has no ageBands");
            }
            return reader.read(at + ".bands", entry.bands()).map(List::of).orElse(List.of());
        }
        if (entry.bands() != null && entry.bandsByAge() == null) {
            Optional<Bands> same = reader.read(at + ".bands", entry.bands());
            return same.map(bands -> ages.stream().map(_ -> bands).toList()).orElse(List.of());
        }
        Map<String, List<ScoreDocument.BandEntry>> own =
                entry.bandsByAge() == null ? Map.of() : entry.bandsByAge();
        List<Bands> bands = new ArrayList<>();
        for (AgeRange age : ages) {
            reader.read("%s.bandsByAge.%s".formatted(at, age.name()), own.get(age.name()))
                    .ifPresent(bands::add);
        }
        if (own.size() > ages.size()) {
            faults.add(at + ".bandsByAge: has an age that is not in ageBands");
        }
        return bands;
    }

    private List<Score.Risk> risks(@Nullable List<RiskEntry> entries) {
        List<Score.Risk> risks = new ArrayList<>();
        if (entries != null) {
            for (int i = 0; i < entries.size(); i++) {
                String at = "risks[%d]".formatted(i);
                Integer atLeast = entries.get(i).atLeast();
                if (atLeast == null || (!risks.isEmpty() && atLeast <= risks.getLast().atLeast())) {
                    faults.add(at + ".atLeast: must rise from one to the next");
                } else {
                    risks.add(new Score.Risk(name(at + ".name", entries.get(i).name()), atLeast));
                }
            }
        }
        return risks;
    }

    private Take take(String at, @Nullable String text) {
        if (text == null) {
            return Take.FIRST;
        }
        for (Take take : Take.values()) {
            if (take.name().toLowerCase(Locale.ROOT).equals(text)) {
                return take;
            }
        }
        faults.add(at + ": must be first, newest, worst or any");
        return Take.FIRST;
    }

    private String name(String at, @Nullable String text) {
        String name = text(at, text);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            faults.add(at + ": must be lower-case words with hyphens");
        }
        return name;
    }

    private String text(String at, @Nullable String text) {
        if (text == null || text.isBlank()) {
            faults.add(at + ": is missing");
            return "";
        }
        return text;
    }
}
