package org.vitalwire.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

final class NeedsProgramCondition implements ExecutionCondition {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<NeedsProgram> needs =
                AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class);
        if (needs.isEmpty()) {
            return ConditionEvaluationResult.enabled("needs no program");
        }
        List<String> missing =
                Arrays.stream(needs.get().value()).filter(name -> find(name).isEmpty()).toList();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("programs found")
                : ConditionEvaluationResult.disabled(
                        "skipped: not installed: " + String.join(", ", missing));
    }

    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return SEPARATOR
                .splitAsStream(path)
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
