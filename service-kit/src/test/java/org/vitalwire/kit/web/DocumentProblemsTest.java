package org.vitalwire.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentProblemsTest {

    record Rota(@Nullable String name, @Nullable List<Turn> turns) {}

    record Turn(@Nullable Integer length) {}

    private final DocumentProblems problems = new DocumentProblems("the rota");

    @Test
    void readsWhatIsSound() {
        assertThat(problems.parse("{\"turns\":[{\"length\":7}]}", Rota.class))
                .isEqualTo(new Rota(null, List.of(new Turn(7))));
        assertThat(problems.isEmpty()).isTrue();
        problems.refuse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"nmae":"a"}                   | nmae            | is not a field here, or not of the right form
                    {"turns":7}                    | turns           | is not a field here, or not of the right form
                    {"turns":[{},{"length":"x"}]}  | turns[1].length | is not a field here, or not of the right form
                    {"turns":[{"legnth":7}]}       | turns[0].legnth | is not a field here, or not of the right form
                    []                             | ''              | is not a field here, or not of the right form
                    {"name":                       | ''              | is not JSON
                    null                           | ''              | is missing
                    """)
    void tellsTheOneReasonWhyItCannotBeRead(String json, String field, String message) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> problems.parse(json, Rota.class))
                .withNoCause()
                .satisfies(e ->
                        assertThat(e.problems())
                                .containsExactly(new DocumentProblem(field, message)));
    }

    @Test
    void refusesWithEveryFaultInTheOrderFound() {
        problems.add("turns[1]", "is there twice");
        problems.add("name", "is missing");
        assertThat(problems.isEmpty()).isFalse();
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(problems::refuse)
                .withMessage("faults of the rota: 2")
                .satisfies(e ->
                        assertThat(e.problems())
                                .containsExactly(
                                        new DocumentProblem("turns[1]", "is there twice"),
                                        new DocumentProblem("name", "is missing")));
    }
}
