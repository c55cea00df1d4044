package org.vitalwire.ehr.template;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.ItemCoding;
import org.vitalwire.ehr.mapping.ItemCoding.SystemCode;

/** What codes say that something is: what all of them agree on that we know. */
final class CatalogueCodes {

    private CatalogueCodes() {}

    /** Empty where none is known, and where they contradict each other. */
    static Set<ChartItem> items(List<TemplateCode> codes) {
        Set<ChartItem> items = EnumSet.noneOf(ChartItem.class);
        boolean first = true;
        for (TemplateCode code : codes) {
            Set<ChartItem> named = items(code);
            if (!named.isEmpty()) {
                if (first) {
                    items.addAll(named);
                } else {
                    items.retainAll(named);
                }
                first = false;
            }
        }
        return items;
    }

    /** Whether any is the code of an item. */
    static boolean knowsOne(List<TemplateCode> codes) {
        return codes.stream().anyMatch(code -> !items(code).isEmpty());
    }

    /** Empty where none is known, and where they contradict each other. */
    static Set<VitalSign> signs(List<TemplateCode> codes) {
        Set<VitalSign> signs = EnumSet.noneOf(VitalSign.class);
        boolean first = true;
        for (TemplateCode code : codes) {
            Set<VitalSign> named = signs(code);
            if (!named.isEmpty()) {
                if (first) {
                    signs.addAll(named);
                } else {
                    signs.retainAll(named);
                }
                first = false;
            }
        }
        return signs;
    }

    /** Whether any is the code of a sign. */
    static boolean knowsSign(List<TemplateCode> codes) {
        return codes.stream().anyMatch(code -> !signs(code).isEmpty());
    }

    private static Set<ChartItem> items(TemplateCode code) {
        SystemCode known = new SystemCode(system(code), code.code());
        Set<ChartItem> items = EnumSet.noneOf(ChartItem.class);
        Arrays.stream(ChartItem.values())
                .filter(item -> ItemCoding.of(item).codings().contains(known))
                .forEach(items::add);
        return items;
    }

    private static Set<VitalSign> signs(TemplateCode code) {
        Predicate<VitalSign> has =
                switch (system(code)) {
                    case CodeSystems.LOINC -> sign -> sign.entry().loinc().contains(code.code());
                    case CodeSystems.MDC ->
                            sign ->
                                    sign.entry().mdc().stream()
                                            .anyMatch(mdc -> mdc.toString().equals(code.code()));
                    default -> sign -> false;
                };
        Set<VitalSign> signs = EnumSet.noneOf(VitalSign.class);
        Arrays.stream(VitalSign.values()).filter(has).forEach(signs::add);
        return signs;
    }

    /** Some write https, or a slash at the end. */
    private static String system(TemplateCode code) {
        String system = code.system().replaceFirst("^https:", "http:");
        return system.endsWith("/") ? system.substring(0, system.length() - 1) : system;
    }
}
