package org.vitalwire.ehr.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what stands inside a template: codes, categories, values, components. */
final class TemplatePartReader {

    /** Values in one Observation: a day by the second. */
    static final int LONGEST_GRID = 86_400;

    private static final int MOST_COMPONENTS = 50;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final List<TemplateProblem> invalid;
    private final List<TemplateProblem> notUsed;

    TemplatePartReader(List<TemplateProblem> invalid, List<TemplateProblem> notUsed) {
        this.invalid = invalid;
        this.notUsed = notUsed;
    }

    List<TemplateCode> codes(Members of, String name, boolean required) {
        Optional<JsonNode> array = of.take(name);
        List<TemplateCode> codes = new ArrayList<>();
        if (array.isEmpty() || !array.get().isArray() || array.get().isEmpty()) {
            if (required || array.isPresent()) {
                fault(of.path(name), "", "required: an array of codes with at least one");
            }
            return codes;
        }
        for (int i = 0; i < array.get().size(); i++) {
            String path = "%s[%d]".formatted(of.path(name), i);
            Members members = new Members(array.get().get(i), path);
            Optional<String> code = members.takeText("code");
            if (code.isEmpty()) {
                fault(members.path("code"), "", "required, and missing");
            }
            codes.add(
                    new TemplateCode(
                            members.takeText("system").orElse(""),
                            code.orElse(""),
                            members.takeText("display").orElse("")));
            notUsed.addAll(members.unknown());
        }
        return codes;
    }

    List<TemplateConcept> category(Members of) {
        Optional<JsonNode> array = of.take("category");
        List<TemplateConcept> category = new ArrayList<>();
        if (array.isPresent() && !array.get().isArray()) {
            fault(of.path("category"), "", "an array of {text, codes}");
            return category;
        }
        for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
            Members members =
                    new Members(array.get().get(i), "%s[%d]".formatted(of.path("category"), i));
            String text = members.takeText("text").orElse("");
            List<TemplateCode> codes = codes(members, "codes", text.isEmpty());
            category.add(new TemplateConcept(text, codes));
            notUsed.addAll(members.unknown());
        }
        return category;
    }

    List<CodeValueTemplate.Component> components(Members of, PeriodInterval interval) {
        Optional<JsonNode> array = of.take("components");
        List<CodeValueTemplate.Component> components = new ArrayList<>();
        if (array.isEmpty()) {
            return components;
        }
        if (!array.get().isArray() || array.get().size() > MOST_COMPONENTS) {
            fault(
                    of.path("components"),
                    "",
                    "an array of at most %d components".formatted(MOST_COMPONENTS));
            return components;
        }
        for (int i = 0; i < array.get().size(); i++) {
            Members members =
                    new Members(array.get().get(i), "%s[%d]".formatted(of.path("components"), i));
            List<TemplateCode> codes = codes(members, "codes", true);
            Optional<JsonNode> given = members.take("value");
            if (given.isEmpty()) {
                fault(members.path("value"), "", "required, and missing");
            }
            given.flatMap(node -> value(node, members.path("value"), interval))
                    .ifPresent(
                            value -> components.add(new CodeValueTemplate.Component(codes, value)));
            notUsed.addAll(members.unknown());
        }
        return components;
    }

    /** Empty after a fault. */
    Optional<ValueTemplate> value(JsonNode node, String path, PeriodInterval interval) {
        if (!node.isObject()) {
            fault(path, "", "an object with valueName and valueType");
            return Optional.empty();
        }
        Members members = new Members(node, path);
        String name = members.takeText("valueName").orElse("");
        if (name.isEmpty()) {
            fault(members.path("valueName"), "", "required, and missing");
        }
        Optional<String> type = members.takeText("valueType");
        if (type.isEmpty()) {
            fault(members.path("valueType"), "", "required, and missing");
            return Optional.empty();
        }
        String unit = members.takeText("unit").orElse("").strip();
        Optional<ValueTemplate> value =
                switch (type.get().toLowerCase(Locale.ROOT)) {
                    case "quantity" ->
                            Optional.of(
                                    new ValueTemplate.AsQuantity(
                                            path,
                                            name,
                                            unit,
                                            members.takeText("code").orElse("").strip(),
                                            members.takeText("system").orElse("").strip()));
                    case "sampleddata" ->
                            period(members, interval)
                                    .map(period ->
                                            new ValueTemplate.AsSampledData(
                                                    path, name, unit, "", period));
                    case "string" -> Optional.of(new ValueTemplate.AsText(path, name));
                    case "codeableconcept" -> Optional.of(concept(members, path, name));
                    default -> {
                        fault(
                                members.path("valueType"),
                                type.get(),
                                "Quantity, SampledData, String or CodeableConcept");
                        yield Optional.empty();
                    }
                };
        if (value.isPresent()) {
            notUsed.addAll(members.unknown());
        }
        return name.isEmpty() ? Optional.empty() : value;
    }

    private Optional<Long> period(Members members, PeriodInterval interval) {
        Optional<String> text = members.takeText("defaultPeriod");
        long period = 0;
        try {
            period = Math.round(Double.parseDouble(text.orElse("0")));
        } catch (NumberFormatException e) {
            // reported below, as any number that is none of a period
        }
        if (period <= 0) {
            fault(
                    members.path("defaultPeriod"),
                    text.orElse(""),
                    "required: milliseconds from value to value");
            return Optional.empty();
        }
        if (interval.minutes() * MILLIS_PER_MINUTE / period > LONGEST_GRID) {
            fault(
                    members.path("defaultPeriod"),
                    text.orElse(""),
                    "more than 86,400 values in one Observation of %d minutes"
                            .formatted(interval.minutes()));
            return Optional.empty();
        }
        return Optional.of(period);
    }

    private ValueTemplate concept(Members members, String path, String name) {
        String text = members.takeText("text").orElse("");
        return new ValueTemplate.AsConcept(
                path, name, new TemplateConcept(text, codes(members, "codes", text.isEmpty())));
    }

    private void fault(String path, String what, String why) {
        invalid.add(new TemplateProblem(path, what, why));
    }
}
