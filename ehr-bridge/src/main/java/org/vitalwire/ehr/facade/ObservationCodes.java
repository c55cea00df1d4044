package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.ItemCoding;
import org.vitalwire.ehr.mapping.ItemCoding.SystemCode;

/** What codes and categories of a request mean in the chart. */
final class ObservationCodes {

    private ObservationCodes() {}

    /** Items with any of the codes. */
    static Set<ChartItem> coded(Collection<TokenParam> codes) {
        return items(codes, (item, token) -> isAmong(ItemCoding.of(item).codings(), token));
    }

    static Set<ChartItem> ofCategory(Collection<TokenParam> categories) {
        return items(
                categories,
                (item, token) ->
                        ItemCoding.of(item).category().equals(token.getValue())
                                && isOfSystem(token, CodeSystems.CATEGORY));
    }

    /** Of a permission: names of categories, without their system. */
    static Set<ChartItem> ofCategoryNames(Set<String> categories) {
        Set<ChartItem> items = EnumSet.noneOf(ChartItem.class);
        Arrays.stream(ChartItem.values())
                .filter(item -> categories.contains(ItemCoding.of(item).category()))
                .forEach(items::add);
        return items;
    }

    /** The sign whose own code it is; a panel's components have signs, the panel has none. */
    static Optional<VitalSign> sign(TokenParam code) {
        return Arrays.stream(ChartItem.values())
                .flatMap(item -> item.signs().stream())
                .filter(sign -> isAmong(ItemCoding.ofSign(sign), code))
                .findFirst();
    }

    static boolean isOfSystem(TokenParam token, String system) {
        return token.getSystem() == null
                || token.getSystem().isEmpty()
                || token.getSystem().equals(system);
    }

    private static Set<ChartItem> items(
            Collection<TokenParam> tokens, BiPredicate<ChartItem, TokenParam> matches) {
        Set<ChartItem> items = EnumSet.noneOf(ChartItem.class);
        for (ChartItem item : ChartItem.values()) {
            if (tokens.stream().anyMatch(token -> matches.test(item, token))) {
                items.add(item);
            }
        }
        return items;
    }

    private static boolean isAmong(List<SystemCode> codings, TokenParam token) {
        return codings.stream()
                .anyMatch(coding ->
                        coding.code().equals(token.getValue())
                                && isOfSystem(token, coding.system()));
    }
}
