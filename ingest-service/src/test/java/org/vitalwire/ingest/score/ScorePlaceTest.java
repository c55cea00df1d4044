package org.vitalwire.ingest.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorePlaceTest {

    @Test
    void whatIsGivenIsUnderstood() {
        ScorePlace place = new ScorePlace(Instant.parse("2026-11-22T10:00:00.123456Z"), 42);
        assertThat(place.text()).isEqualTo("2026-11-22T10:00:00.123456Z_42");
        assertThat(ScorePlace.ofText(place.text())).hasValue(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "_",
                "2026-11-22T10:00:00Z",
                "yesterday_42",
                "2026-11-22T10:00:00Z_many",
                "-1000000000-01-01T00:00:00Z_1",
                "+1000000000-12-31T23:59:59Z_1"
            })
    void whatWasNeverGivenIsNot(String text) {
        assertThat(ScorePlace.ofText(text)).isEmpty();
    }
}
