package org.vitalwire.ehr.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.ledger.Refusal;

/**
 * What a server said about a refusal, without what it quotes: servers repeat in their diagnostics
 * what they were sent, so quotations, numbers and references are taken out before anybody keeps it.
 */
final class Diagnostics {

    static final int LONGEST = 500;
    private static final int MOST_ISSUES = 5;
    private static final String TAKEN_OUT = "…";

    private static final Pattern QUOTATION =
            Pattern.compile("\"[^\"]*\"|'[^']*'|`[^`]*`|“[^”]*”|\\{[^}]*}|\\([^)]*\\)|<[^>]*>");

    /** What may keep its digits or slashes: HAPI's message numbers, and paths of elements. */
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "HAPI-\\d{4}:?|[A-Z][A-Za-z]+(\\.[a-z][A-Za-z]*(\\[\\d{1,3}])?)+[:,.]?");

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TELLING = Pattern.compile(".*[\\d/|@#=].*");
    private static final Pattern PATH = Pattern.compile("[A-Za-z][A-Za-z.\\[\\]0-9]{0,199}");

    private Diagnostics() {}

    /**
     * @param outcome null where the server gave none
     */
    static Refusal of(int status, @Nullable OperationOutcome outcome) {
        if (outcome == null) {
            return new Refusal(status, List.of());
        }
        List<Refusal.Issue> issues = new ArrayList<>();
        int left = LONGEST;
        for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            if (issue.getSeverity() != OperationOutcome.IssueSeverity.INFORMATION
                    && issues.size() < MOST_ISSUES) {
                String said = withoutQuotations(words(issue));
                String cut = said.length() > left ? said.substring(0, left) : said;
                left -= cut.length();
                issues.add(
                        new Refusal.Issue(
                                issue.getCode() == null ? "unknown" : issue.getCode().toCode(),
                                path(issue),
                                cut.isEmpty() ? null : cut));
            }
        }
        return new Refusal(status, issues);
    }

    /** Takes out words that were sent and that look like any others, such as ids. */
    static Refusal without(Refusal refusal, Collection<String> sent) {
        return new Refusal(
                refusal.status(),
                refusal.issues().stream()
                        .map(issue ->
                                new Refusal.Issue(
                                        issue.code(),
                                        issue.expression(),
                                        issue.diagnostics() == null
                                                ? null
                                                : takenOut(issue.diagnostics(), sent)))
                        .toList());
    }

    private static String takenOut(String text, Collection<String> sent) {
        String left = text;
        for (String word : sent) {
            if (!word.isBlank()) {
                left = left.replaceAll("(?i)" + Pattern.quote(word), TAKEN_OUT);
            }
        }
        return left;
    }

    private static String words(OperationOutcomeIssueComponent issue) {
        String said =
                issue.hasDiagnostics() ? issue.getDiagnostics() : issue.getDetails().getText();
        return said == null ? "" : said;
    }

    private static String withoutQuotations(String said) {
        StringBuilder left = new StringBuilder();
        String unquoted = QUOTATION.matcher(said).replaceAll(TAKEN_OUT);
        for (String word : SPACE.splitAsStream(unquoted).toList()) {
            boolean telling = TELLING.matcher(word).matches() && !HARMLESS.matcher(word).matches();
            String kept = telling ? TAKEN_OUT : word;
            if (!kept.isEmpty()
                    && !(kept.equals(TAKEN_OUT) && left.toString().endsWith(TAKEN_OUT))) {
                left.append(left.isEmpty() ? "" : " ").append(kept);
            }
        }
        return left.toString();
    }

    private static @Nullable String path(OperationOutcomeIssueComponent issue) {
        return issue.getExpression().stream()
                .map(path -> path.getValue() == null ? "" : path.getValue())
                .filter(path -> PATH.matcher(path).matches())
                .findFirst()
                .orElse(null);
    }
}
