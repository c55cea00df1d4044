package org.vitalwire.analytics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTableReaderTest {

    private static final String SOUND =
            """
            {"score": "own", "title": "Own", "edition": "1", "source": "the hospital, 2026",
             "ages": {"name": "all", "fromMonths": 0},
             "declares": [{"name": "pallor", "codes": ["no", "yes"]}],
             "validFor": {"heart-rate": "PT10M"},
             "parameters": [
              {"name": "pulse", "take": "first", "sources": [
               {"inputs": ["heart-rate"], "unit": "/min",
                "bands": [{"upTo": 50, "points": 1}, {"below": 100, "points": 0}, {"points": 2}]}]},
              {"name": "colour", "sources": [{"inputs": ["pallor"],
                "bands": [{"below": 1, "points": 0}, {"points": 2}]}]}],
             "risks": [{"name": "high", "atLeast": 3}]}
            """;

    @Test
    void aSoundTableIsRead() {
        assertThat(read(SOUND))
                .isInstanceOfSatisfying(
                        ScoreTable.class,
                        table -> {
                            assertThat(table.maxTotal()).isEqualTo(4);
                            assertThat(table.inputs()).containsExactly("heart-rate", "pallor");
                        });
        ScoreResult result =
                new ScoreEngine(read(SOUND))
                        .score(
                                new KnownFeatures().with("heart-rate", 100).with("pallor", 1),
                                Optional.empty(),
                                9 * 60_000_000L);
        assertThat(result.total()).hasValue(4);
        assertThat(result.explain()).isEqualTo("total 4: pulse 100 /min (2), colour yes (2)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"unit\": \"/min\" ; \"unit\": \"Hz\" ;"
                        + " parameters[0].sources[0].unit: heart-rate is in '/min', not in 'Hz'",
                "[\"heart-rate\"] ; [\"heart-beat\"] ;"
                        + " parameters[0].sources[0].inputs: 'heart-beat' is no input",
                "[\"heart-rate\"] ; [\"pleth\"] ; 'pleth' is no input",
                "[\"heart-rate\"] ; [\"slope:consciousness\"] ; 'slope:consciousness' is no input",
                "[\"heart-rate\"] ; [\"ratio:heart-rate\"] ; 'ratio:heart-rate' is no input",
                "{\"upTo\": 50 ; {\"upTo\": 100 ;"
                        + " parameters[0].sources[0].bands[1]: must end above the band before it",
                "{\"upTo\": 50 ; {\"upTo\": 50, \"below\": 50 ;"
                        + " bands[0]: ends with upTo or with below, not both",
                "{\"below\": 100 ; {\"points\": 0}, {\"below\": 100 ;"
                        + " bands[1]: needs upTo or below",
                "{\"points\": 2}]}]}, ; {\"upTo\": 200, \"points\": 2}]}]}, ;"
                        + " bands[2]: the last band has no end",
                "\"points\": 1} ; \"points\": -1} ; bands[0].points: must be 0 to 100",
                "\"points\": 1} ; \"points\": 101} ; bands[0].points: must be 0 to 100",
                "\"take\": \"first\" ; \"take\": \"best\" ;"
                        + " parameters[0].take: must be first, newest, worst or any",
                "\"take\": \"first\" ; \"take\": \"any\" ;"
                        + " parameters[0].take: any needs sources that give all points or none",
                "\"colour\" ; \"pulse\" ; parameters[1].name: is there twice",
                "\"PT10M\" ; \"ten minutes\" ; validFor.heart-rate: must be a positive duration",
                "\"PT10M\" ; \"-PT10M\" ; validFor.heart-rate: must be a positive duration",
                "\"pallor\", ; \"heart-rate\", ; declares[0].name: there is an input of that name",
                "\"fromMonths\": 0 ; \"fromMonths\": -1 ; ages: needs 0 <= fromMonths",
                "\"own\" ; \"news2\" ; score: news2 is not a table",
                "\"own\" ; \"Own Score\" ; score: must be lower-case words with hyphens",
                "\"the hospital, 2026\" ; \" \" ; source: is missing",
                "\"atLeast\": 3 ; \"atMost\": 3 ; atMost",
                "[\"heart-rate\"] ; [null] ; null",
                "\"parameters\" ; \"refusal\": \"no\", \"parameters\" ;"
                        + " refusal: a table that has parameters does not refuse",
            })
    void whatIsWrongIsSaidByField(String there, String instead, String fault) {
        assertThat(SOUND).contains(there);
        assertThatThrownBy(() -> read(SOUND.replace(there, instead)))
                .isInstanceOf(InvalidScoreTableException.class)
                .hasMessageContaining("own.json is not a valid score table")
                .hasMessageContaining(fault);
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        assertThatThrownBy(() ->
                        read(
                                SOUND.replace("/min", "Hz")
                                        .replace("PT10M", "soon")
                                        .replace("\"Own\"", "\"\"")))
                .hasMessageContaining("title: is missing")
                .hasMessageContaining("unit: heart-rate")
                .hasMessageContaining("validFor.heart-rate");
    }

    @Test
    void ageBandsMustAdjoinAndEachNeedsItsBands() {
        String table =
                """
                {"score": "own", "title": "Own", "edition": "1", "source": "the hospital, 2026",
                 "ageBands": [{"name": "young", "fromMonths": 0, "belowMonths": 12},
                              {"name": "old", "fromMonths": 13}],
                 "parameters": [{"name": "pulse", "sources": [{"inputs": ["heart-rate"],
                  "bandsByAge": {"young": [{"points": 1}]}}]}]}
                """;
        assertThatThrownBy(() -> read(table))
                .hasMessageContaining(
                        "ageBands[1].fromMonths: must be where the one before it ends")
                .hasMessageContaining("parameters[0].sources[0].bandsByAge.old: is missing");
    }

    @Test
    void aHospitalFillsTheSlotWithItsOwnTable(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("chart.json"), SOUND.replace("\"own\"", "\"obstetric\""));
        Files.writeString(directory.resolve("README.txt"), "not a table");

        ScoreTables tables = ScoreTables.shipped().with(directory);

        assertThat(tables.find("obstetric")).containsInstanceOf(ScoreTable.class);
        assertThat(tables.find("paediatric-national")).containsInstanceOf(UnfilledSlot.class);
        assertThat(tables.find("mews")).containsInstanceOf(ScoreTable.class);
    }

    @Test
    void aPublishedTableIsNotReplaced(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("mews.json"), SOUND.replace("\"own\"", "\"mews\""));

        assertThatThrownBy(() -> ScoreTables.shipped().with(directory))
                .isInstanceOf(InvalidScoreTableException.class)
                .hasMessageContaining("score: there is a table of the name mews");
    }

    @Test
    void whatIsNoJsonIsNoTable() {
        assertThatThrownBy(() -> read("score: mews"))
                .isInstanceOf(InvalidScoreTableException.class);
        assertThatThrownBy(() -> read("null")).isInstanceOf(InvalidScoreTableException.class);
    }

    private static ScoreDefinition read(String json) {
        return ScoreTables.read("own.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
