package org.vitalwire.ehr.template;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;

/**
 * Finds out which item of the chart each template writes: by its codes, else by the mapping's
 * {@code vitalwire} member, else by our own names. MedTech binds by names alone and never compares
 * them with the codes; its samples write diastolic pressures under the code of the heart rate. Used
 * once.
 */
final class SignBinder {

    private final FhirTemplates templates;
    private final Map<ChartItem, SiteTemplate> bound = new EnumMap<>(ChartItem.class);
    private final List<TemplateProblem> invalid = new ArrayList<>();
    private final List<TemplateProblem> notUsed;

    SignBinder(FhirTemplates templates) {
        this.templates = templates;
        this.notUsed = new ArrayList<>(templates.notUsed());
    }

    Map<ChartItem, SiteTemplate> bind() throws InvalidTemplateException {
        templates.templates().forEach(this::bind);
        if (!invalid.isEmpty()) {
            throw new InvalidTemplateException(invalid);
        }
        return bound;
    }

    List<TemplateProblem> notUsed() {
        return notUsed;
    }

    private void bind(CodeValueTemplate template) {
        Set<ChartItem> known = CatalogueCodes.items(template.codes());
        if (known.isEmpty() && CatalogueCodes.knowsOne(template.codes())) {
            fault(template.path() + ".codes", "", "its codes are of different things");
            return;
        }
        List<ItemBinding> attempts =
                (known.isEmpty() ? EnumSet.allOf(ChartItem.class) : known)
                        .stream()
                                .filter(item -> !item.signs().isEmpty())
                                .map(item -> ItemBinding.of(item, template, templates))
                                .toList();
        Optional<ItemBinding> best =
                attempts.stream()
                        .filter(attempt -> attempt.binds() && attempt.faults().isEmpty())
                        .findFirst()
                        .or(() -> attempts.stream().filter(ItemBinding::binds).findFirst())
                        .or(() ->
                                known.isEmpty() ? Optional.empty() : attempts.stream().findFirst());
        if (best.isEmpty()) {
            notUsed.add(
                    new TemplateProblem(
                            template.path(),
                            template.typeName(),
                            "not used: no sign of the catalogue goes by its codes or names"));
            return;
        }
        take(template, best.get());
    }

    private void take(CodeValueTemplate template, ItemBinding binding) {
        invalid.addAll(binding.faults());
        notUsed.addAll(binding.notUsed());
        if (!binding.faults().isEmpty() || !binding.binds()) {
            return;
        }
        if (template.interval() != PeriodInterval.SINGLE) {
            notUsed.add(
                    new TemplateProblem(
                            template.path() + ".periodInterval",
                            Integer.toString(template.interval().minutes()),
                            "not used: each line of the chart, a minute, is an Observation"));
        }
        if (bound.putIfAbsent(binding.item(), binding.site()) != null) {
            fault(
                    template.path(),
                    template.typeName(),
                    "an earlier template is for %s, too".formatted(binding.item().code()));
        }
    }

    private void fault(String path, String what, String why) {
        invalid.add(new TemplateProblem(path, what, why));
    }

    /** The signs of an item with their codes, as a hint. */
    static String signsOf(ChartItem item) {
        return item.signs().stream().map(SignBinder::named).collect(Collectors.joining(", "));
    }

    static String named(VitalSign sign) {
        return sign.entry().loinc().getFirst() + " " + sign.code();
    }
}
