package org.vitalwire.ehr.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.template.CodeValueTemplate.Component;

/** An attempt to read a template as that of one item of the chart. */
final class ItemBinding {

    /** A systolic pressure without its diastolic one is not a blood pressure. */
    static final int REQUIRED_OF_A_PANEL = 2;

    private final ChartItem item;
    private final CodeValueTemplate template;
    private final FhirTemplates templates;
    private final Map<ValueTemplate, SiteTemplate.Part> signs = new LinkedHashMap<>();
    private final List<TemplateProblem> faults = new ArrayList<>();
    private final List<TemplateProblem> notUsed = new ArrayList<>();
    private Optional<ValueTemplate> value = Optional.empty();
    private final List<Component> components = new ArrayList<>();

    private ItemBinding(ChartItem item, CodeValueTemplate template, FhirTemplates templates) {
        this.item = item;
        this.template = template;
        this.templates = templates;
    }

    static ItemBinding of(ChartItem item, CodeValueTemplate template, FhirTemplates templates) {
        ItemBinding binding = new ItemBinding(item, template, templates);
        binding.read();
        return binding;
    }

    ChartItem item() {
        return item;
    }

    /** Whether any part is a sign of the item. */
    boolean binds() {
        return !signs.isEmpty();
    }

    List<TemplateProblem> faults() {
        return faults;
    }

    List<TemplateProblem> notUsed() {
        return notUsed;
    }

    SiteTemplate site() {
        return new SiteTemplate(
                new CodeValueTemplate(
                        template.path(),
                        template.typeName(),
                        template.interval(),
                        template.codes(),
                        template.category(),
                        value,
                        components),
                signs);
    }

    private void read() {
        template.value()
                .ifPresent(part -> value = sign(part, template.codes()).flatMap(s -> use(part, s)));
        for (Component component : template.components()) {
            sign(component.value(), component.codes())
                    .flatMap(sign -> use(component.value(), sign))
                    .ifPresent(part -> components.add(new Component(component.codes(), part)));
        }
        if (binds() && item.isPanel()) {
            item.signs().stream()
                    .limit(REQUIRED_OF_A_PANEL)
                    .filter(sign -> signs.values().stream().noneMatch(p -> p.sign() == sign))
                    .filter(sign -> faults.isEmpty())
                    .forEach(sign ->
                            fault(
                                    template.path() + ".components",
                                    "",
                                    "none is %s, which would be lost"
                                            .formatted(SignBinder.named(sign))));
        }
    }

    /** Empty where the part is no sign of the item; why not is noted. */
    private Optional<VitalSign> sign(ValueTemplate part, List<TemplateCode> codes) {
        Optional<Optional<VitalSign>> said = templates.said(template.typeName(), part.valueName());
        if (said.isPresent() && said.get().isEmpty()) {
            return Optional.empty();
        }
        Set<VitalSign> coded = CatalogueCodes.signs(codes);
        if (CatalogueCodes.knowsSign(codes)) {
            return coded(part, coded, said.flatMap(sign -> sign));
        }
        Optional<VitalSign> named =
                said.flatMap(sign -> sign)
                        .or(() -> VitalSign.ofCode(part.valueName()))
                        .or(() -> VitalSign.ofCode(template.typeName()))
                        .filter(item.signs()::contains);
        if (named.isEmpty()) {
            notUsed.add(
                    new TemplateProblem(
                            part.path(),
                            part.valueName(),
                            "not used: no sign of the catalogue goes by its codes or names"));
        }
        return named;
    }

    private Optional<VitalSign> coded(
            ValueTemplate part, Set<VitalSign> coded, Optional<VitalSign> said) {
        if (coded.isEmpty()) {
            fault(part.path(), part.valueName(), "its codes are of different signs");
            return Optional.empty();
        }
        VitalSign first = coded.iterator().next();
        if (said.isPresent() && !coded.contains(said.get())) {
            fault(
                    part.path(),
                    part.valueName(),
                    "the vitalwire member says %s, the code says %s"
                            .formatted(said.get().code(), SignBinder.named(first)));
            return Optional.empty();
        }
        Optional<VitalSign> ours =
                coded.stream()
                        .filter(item.signs()::contains)
                        .filter(sign -> said.isEmpty() || said.get() == sign)
                        .findFirst();
        if (ours.isEmpty()) {
            ofAnotherItem(part, first);
        }
        return ours;
    }

    /** A pulse in a pressure's panel is a line of its own; a pressure coded as pulse is a fault. */
    private void ofAnotherItem(ValueTemplate part, VitalSign sign) {
        try {
            unit(part, sign);
            notUsed.add(
                    new TemplateProblem(
                            part.path(),
                            part.valueName(),
                            "not used: %s is a line of its own".formatted(SignBinder.named(sign))));
        } catch (SignUnit.WrongUnitException e) {
            fault(
                    part.path(),
                    part.valueName(),
                    "its code is that of %s, and %s; %s is made of %s"
                            .formatted(
                                    SignBinder.named(sign),
                                    e.getMessage(),
                                    item.code(),
                                    SignBinder.signsOf(item)));
        }
    }

    /** The part in units that are right. */
    private Optional<ValueTemplate> use(ValueTemplate part, VitalSign sign) {
        boolean letters = sign.entry().kind() == Kind.CODED;
        if (part instanceof ValueTemplate.AsConcept) {
            fault(
                    part.path() + ".valueType",
                    "CodeableConcept",
                    "it would say the same whatever was measured of " + sign.code());
            return Optional.empty();
        }
        if (letters && !(part instanceof ValueTemplate.AsText)) {
            fault(part.path() + ".valueType", "", sign.code() + " is a letter, no number: String");
            return Optional.empty();
        }
        try {
            Optional<SignUnit> unit = unit(part, sign);
            ValueTemplate right = withUnit(part, unit);
            signs.put(right, new SiteTemplate.Part(sign, unit));
            return Optional.of(right);
        } catch (SignUnit.WrongUnitException e) {
            fault(part.path() + ".unit", "", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<SignUnit> unit(ValueTemplate part, VitalSign sign)
            throws SignUnit.WrongUnitException {
        return switch (part) {
            case ValueTemplate.AsQuantity quantity ->
                    Optional.of(
                            SignUnit.of(
                                    sign.entry(),
                                    quantity.unit(),
                                    quantity.code(),
                                    quantity.system()));
            case ValueTemplate.AsSampledData data ->
                    Optional.of(SignUnit.of(sign.entry(), data.unit(), "", CodeSystems.UCUM));
            case ValueTemplate.AsText text -> Optional.empty();
            case ValueTemplate.AsConcept concept -> Optional.empty();
        };
    }

    private static ValueTemplate withUnit(ValueTemplate part, Optional<SignUnit> unit) {
        return switch (part) {
            case ValueTemplate.AsQuantity quantity ->
                    unit.<ValueTemplate>map(right ->
                                    new ValueTemplate.AsQuantity(
                                            quantity.path(),
                                            quantity.valueName(),
                                            right.text(),
                                            right.code(),
                                            right.system()))
                            .orElse(part);
            case ValueTemplate.AsSampledData data ->
                    unit.<ValueTemplate>map(right ->
                                    new ValueTemplate.AsSampledData(
                                            data.path(),
                                            data.valueName(),
                                            right.text(),
                                            right.code(),
                                            data.periodMillis()))
                            .orElse(part);
            case ValueTemplate.AsText text -> part;
            case ValueTemplate.AsConcept concept -> part;
        };
    }

    private void fault(String path, String what, String why) {
        faults.add(new TemplateProblem(path, what, why));
    }
}
