package org.vitalwire.gateway.codec.medtech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.gateway.codec.medtech.EvaluationBudget.SpentException;
import org.vitalwire.gateway.codec.medtech.Expression.EvaluationException;
import org.vitalwire.gateway.codec.medtech.Expression.InvalidExpressionException;
import org.vitalwire.gateway.codec.medtech.Expression.Language;
import tools.jackson.databind.json.JsonMapper;

class ExpressionTest {

    /** The examples of MedTech's documentation of its functions. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{}                            ; add(`10`, `10`)                    ; 20",
                "{'left': 40, 'right': 50}     ; add(left, right)                   ; 90",
                "{'left': 0, 'right': 50}      ; add(left, right)                   ; 50",
                "{}                            ; divide(`10`, `10`)                 ; 1",
                "{'left': 40, 'right': 50}     ; divide(left, right)                ; 0.8",
                "{'left': 0, 'right': 50}      ; divide(left, right)                ; 0",
                "{}                            ; multiply(`10`, `10`)               ; 100",
                "{'left': 40, 'right': 50}     ; multiply(left, right)              ; 2000",
                "{'left': 0, 'right': 50}      ; multiply(left, right)              ; 0",
                "{'height': '78'}    ; multiply(to_number(height), `0.0254`)        ; 1.9812",
                "{}                            ; pow(`10`, `10`)                    ; 10000000000",
                "{'left': 0, 'right': 50}      ; pow(left, right)                   ; 0",
                "{'left': 100, 'right': 0.5}   ; pow(left, right)                   ; 10",
                "{}                            ; subtract(`10`, `10`)               ; 0",
                "{'left': 40, 'right': 50}     ; subtract(left, right)              ; -10",
                "{'left': 0, 'right': 50}      ; subtract(left, right)              ; -50",
                "{'o': 'mple', 'i': 'sa', 'p': 0}      ; insertString(o, i, p)      ; sample",
                "{'o': 'suess', 'i': 'cc', 'p': 2}     ; insertString(o, i, p)      ; success",
                "{'o': 'myString', 'i': '!!', 'p': 8}  ; insertString(o, i, p)      ; myString!!",
                "{'o': 'myString', 'i': '!!'}  ; insertString(o, i, length(o))      ; myString!!",
                "{'unix': 1625677200}  ; fromUnixTimestamp(unix)        ; 2021-07-07T17:00:00Z",
                "{'unix': 0}           ; fromUnixTimestamp(unix)        ; 1970-01-01T00:00:00Z",
                "{'unix': 1626799080000} ; fromUnixTimestampMs(unix)    ; 2021-07-20T16:38:00Z",
                "{'unix': 0}           ; fromUnixTimestampMs(unix)      ; 1970-01-01T00:00:00Z"
            })
    void functionsOfMedTech(String given, String expression, String result) throws Exception {
        assertThat(one(Language.JMES_PATH, expression, given)).hasToString(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'left': 50, 'right': 0}                 ; divide(left, right)",
                "{'left': 40, 'right': 50}                ; pow(left, right)",
                "{'left': 'a', 'right': 50}               ; add(left, right)",
                "{'o': 'myString', 'i': '!!', 'p': 100}   ; insertString(o, i, p)",
                "{'o': 'myString', 'i': '!!', 'p': -1}    ; insertString(o, i, p)",
                "{'unix': 1.5}                            ; fromUnixTimestamp(unix)",
                "{'unix': 1e300}                          ; fromUnixTimestampMs(unix)"
            })
    void functionsRefuseWhatTheyCannotDo(String given, String expression) {
        assertThatThrownBy(() -> one(Language.JMES_PATH, expression, given))
                .isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "$..[?(@heartrate)]                      ; {'heartrate': 1}            ; 1",
                "$..[?(@heartrate)]                      ; {'a': [{'heartrate': 1}, {'heartrate': 2}]} ; 2",
                "$..[?(@heartrate)]                      ; {'heartRate': 1}            ; 0",
                "$..[?(@.heartrate)]                     ; {'a': {'heartrate': 1}}     ; 1",
                "$..[?(@a && @b)]                        ; {'a': 1, 'b': 2}            ; 1",
                "$..[?(@a && @b)]                        ; {'a': 1}                    ; 0",
                "$..[?(@a || @b)]                        ; {'a': 1}                    ; 1",
                "$..[?(@unit == 'inches')]               ; [{'unit': 'inches'}, {'unit': 'm'}] ; 1",
                "$..[?(@.type=='Heart Rate')]            ; {'type': 'Heart Rate'}      ; 1",
                "$..[?(@['My Property'])]                ; {'My Property': 1}          ; 1",
                "$..[?(@Body.Systolic && @Body.Diastolic)] ; {'Body': {'Systolic': 1, 'Diastolic': 2}} ; 1",
                "$..[?(@type != 'x')]  ; {'c': [{'type': 'y'}, {'type': 'x'}, {'v': 1}], 'type': 'x'} ; 1",
                "$..[?(@a || @b.c != 1)]                 ; [{'a': 1}, {'b': {'c': 2}}, {'b': {'c': 1}}] ; 2",
                "$..[?(@a != '!=')]                      ; {'a': 'b'}                  ; 1",
                "$.['My Property']                       ; {'My Property': 1}          ; 1",
                "$.a-b.c                                 ; {'a-b': {'c': 1}}           ; 1",
                "a.b                                     ; {'a': {'b': 1}}             ; 1",
                "$.a[0]                                  ; {'a': [7, 8]}               ; 1",
                "$.missing                               ; {'a': 1}                    ; 0",
                "$.nothing                               ; {'nothing': null}           ; 0",
                "$.a.b.c                                 ; {'a': 1}                    ; 0"
            })
    void jsonPathAsJsonNetHasIt(String expression, String given, int found) throws Exception {
        assertThat(Language.JSON_PATH.compile(expression).all(json(given))).hasSize(found);
    }

    @Test
    void aSingleValueIsWantedOfAValueExpression() {
        assertThatThrownBy(() -> one(Language.JSON_PATH, "$..a", "{'a': 1, 'b': {'a': 2}}"))
                .isInstanceOf(EvaluationException.class);
        assertThatThrownBy(() ->
                        one(Language.JMES_PATH, "p[].name", "{'p': [{'name': 1}, {'name': 2}]}"))
                .isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "testProperty                ; {'testProperty': ['a', 'b']}              ; 1",
                "testProperty                ; {}                                        ; 0",
                "property[].name             ; {'property': [{'name': 1}, {'name': 2}]}  ; 2",
                "to_array(@)[?heartrate]     ; {'heartrate': '60'}                       ; 1",
                "to_array(@)[?heartrate]     ; {'hrv': '60'}                             ; 0",
                "to_array(@)[?a || b]        ; {'b': '60'}                               ; 1",
                "Body[?systolic]             ; {'Body': [{'systolic': 1}, {'x': 1}]}     ; 1",
                "a[0:2]                      ; {'a': [1, 2, 3]}                          ; 2",
                "a.*                         ; {'a': {'b': 1, 'c': 2}}                   ; 2",
                "[a, b]                      ; {'a': 1, 'b': 2}                          ; 1",
                "a[?b] | [0]                 ; {'a': [{'b': 1}, {'b': 2}]}               ; 1",
                "sort_by(a, &b)              ; {'a': [{'b': 1}, {'b': 2}]}               ; 1"
            })
    void aProjectionOfJmesPathIsSeveralTokens(String expression, String given, int found)
            throws Exception {
        assertThat(Language.JMES_PATH.compile(expression).all(json(given))).hasSize(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "$..[?(@a",
                "$.a.length()",
                "$..[?(@a =~ /(a+)+/)]",
                "$..[?(!@a)]",
                "$..[?(1 != @a)]",
                "$..a..b..c..d"
            })
    void jsonPathThatIsNotTaken(String expression) {
        assertThatThrownBy(() -> Language.JSON_PATH.compile(expression))
                .isInstanceOf(InvalidExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[", "noSuchFunction(a)", "add(a)", "a ||"})
    void jmesPathThatIsNotTaken(String expression) {
        assertThatThrownBy(() -> Language.JMES_PATH.compile(expression))
                .isInstanceOf(InvalidExpressionException.class);
    }

    @Test
    void expressionsAreBounded() {
        assertThatThrownBy(() -> Language.JMES_PATH.compile("a".repeat(1_001)))
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> Language.JMES_PATH.compile("(".repeat(40) + "a" + ")".repeat(40)))
                .hasMessageContaining("deep");
    }

    @Test
    void anExpressionThatGrowsIsStopped() throws Exception {
        Expression bomb = Language.JMES_PATH.compile("[@,@][]" + "|[@,@][]".repeat(100));
        Expression scan = Language.JSON_PATH.compile("$..[?(@..a)]");
        Object wide = json("{'x': [" + "{'y': [1,2,3]},".repeat(2_000) + "1]}");

        assertThatThrownBy(() -> EvaluationBudget.within(100_000, () -> bomb.all(wide)))
                .isInstanceOf(SpentException.class);
        assertThatThrownBy(() -> EvaluationBudget.within(10_000, () -> scan.all(wide)))
                .isInstanceOf(SpentException.class);
    }

    private static @Nullable Object one(Language language, String expression, String given)
            throws InvalidExpressionException {
        return language.compile(expression).one(json(given));
    }

    private static Object json(String given) {
        return JsonMapper.shared().readValue(given.replace('\'', '"'), Object.class);
    }
}
