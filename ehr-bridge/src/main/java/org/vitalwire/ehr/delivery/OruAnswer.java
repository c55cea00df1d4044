package org.vitalwire.ehr.delivery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.kit.hl7.Hl7;

/** What a receiver says to a message (HL7 table 0008). */
sealed interface OruAnswer {

    record Accepted() implements OruAnswer {}

    /**
     * AE: it is in what was sent, and would be in it again.
     *
     * @param error such as {@code hl7:AE:204}
     */
    record Faulty(String error, Refusal refusal) implements OruAnswer {}

    /** AR: it may pass. */
    record Rejected(String code) implements OruAnswer {}

    /** Of another message, or of none: what became of ours is not known. */
    record Unreadable() implements OruAnswer {}

    Pattern ERROR_CODE = Pattern.compile("[0-9A-Za-z]{1,20}");

    static OruAnswer of(String answer, String controlId) {
        Optional<Hl7> read = Hl7.read(answer);
        if (read.isEmpty() || !Hl7.field(read.get().segment("MSA"), 2).equals(controlId)) {
            return new Unreadable();
        }
        String code = Hl7.field(read.get().segment("MSA"), 1);
        return switch (code) {
            case "AA", "CA" -> new Accepted();
            case "AE", "CE" -> error(code, read.get());
            case "AR", "CR" -> new Rejected(code);
            default -> new Unreadable();
        };
    }

    private static Faulty error(String code, Hl7 answer) {
        List<List<String>> errors = answer.all("ERR");
        OperationOutcome said = new OperationOutcome();
        for (List<String> error : errors) {
            OperationOutcome.OperationOutcomeIssueComponent issue = said.addIssue();
            issue.setSeverity(OperationOutcome.IssueSeverity.ERROR);
            // Segment, its number, field: as a path.
            String place = Hl7.field(error, 2).split("~", 2)[0].replace('^', '.');
            if (!place.isEmpty()) {
                issue.addExpression(place);
            }
            issue.setDiagnostics(
                    String.join(
                            " ",
                            Stream.of(component(Hl7.field(error, 3), 1), Hl7.field(error, 8))
                                    .filter(words -> !words.isEmpty())
                                    .toList()));
        }
        Refusal cleaned = Diagnostics.of(0, said);
        List<String> codes =
                errors.stream()
                        .map(error -> Hl7.first(Hl7.field(error, 3)))
                        .filter(number -> ERROR_CODE.matcher(number).matches())
                        .distinct()
                        .toList();
        Refusal refusal =
                new Refusal(
                        0,
                        cleaned.issues().stream()
                                .map(issue ->
                                        new Refusal.Issue(
                                                codes.isEmpty() ? code : String.join(",", codes),
                                                issue.expression(),
                                                issue.diagnostics()))
                                .toList());
        return new Faulty(
                "hl7:" + code + (codes.isEmpty() ? "" : ":" + String.join(",", codes)), refusal);
    }

    private static String component(String field, int number) {
        String[] components = field.split("\\^", -1);
        return number < components.length ? components[number] : "";
    }
}
