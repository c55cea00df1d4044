package org.vitalwire.analytics.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** All scores that have a name, NEWS2 apart. */
public final class ScoreTables {

    private static final List<String> SHIPPED_NAMES =
            List.of(
                    "news",
                    "mews",
                    "bedside-pews",
                    "qsofa",
                    "sirs",
                    "shock-index",
                    "map",
                    "deterioration",
                    "paediatric-national",
                    "obstetric");
    private static final ScoreTables SHIPPED = readShipped();

    private final SequencedMap<String, ScoreDefinition> byName;

    private ScoreTables(SequencedMap<String, ScoreDefinition> byName) {
        this.byName = byName;
    }

    public static ScoreTables shipped() {
        return SHIPPED;
    }

    /**
     * These, and the hospital's own: every {@code *.json} of the directory. They may fill a slot or
     * add a score; a published table is not replaced.
     *
     * @throws InvalidScoreTableException for a table that is not sound
     */
    public ScoreTables with(Path directory) {
        SequencedMap<String, ScoreDefinition> all = new LinkedHashMap<>(byName);
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            for (Path file : tables) {
                ScoreDefinition own = read(file.toString(), Files.readAllBytes(file));
                if (all.get(own.score()) instanceof ScoreTable) {
                    throw new InvalidScoreTableException(
                            file.toString(),
                            List.of("score: there is a table of the name " + own.score()));
                }
                all.put(own.score(), own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the score tables in " + directory, e);
        }
        return new ScoreTables(all);
    }

    /**
     * A single table, for example an index that is being evaluated.
     *
     * @param source names the document in the exception
     * @throws InvalidScoreTableException with every fault
     */
    public static ScoreDefinition read(String source, byte[] json) {
        return ScoreTableReader.read(source, json);
    }

    public Optional<ScoreDefinition> find(String score) {
        return Optional.ofNullable(byName.get(score));
    }

    public Collection<ScoreDefinition> all() {
        return byName.sequencedValues();
    }

    private static ScoreTables readShipped() {
        SequencedMap<String, ScoreDefinition> shipped = new LinkedHashMap<>();
        for (String name : SHIPPED_NAMES) {
            String resource = name + ".json";
            try (InputStream stream =
                    Objects.requireNonNull(
                            ScoreTables.class.getResourceAsStream(resource), resource)) {
                ScoreDefinition definition = read(resource, stream.readAllBytes());
                if (!definition.score().equals(name)) {
                    throw new InvalidScoreTableException(
                            resource, List.of("score: must be " + name));
                }
                shipped.put(name, definition);
            } catch (IOException e) {
                throw new UncheckedIOException(resource, e);
            }
        }
        return new ScoreTables(shipped);
    }
}
