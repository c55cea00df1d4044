package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.analytics.quality.QualityRules;
import org.vitalwire.analytics.quality.QualityRules.FlatLine;
import org.vitalwire.analytics.quality.QualityRules.Perfusion;
import org.vitalwire.analytics.quality.QualityRules.Pulse;
import org.vitalwire.analytics.quality.QualityRulesReader;
import org.vitalwire.analytics.quality.SignRule;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;

/** Reads which values are believed: what a policy does not say is as in the rules that we ship. */
final class QualityReader {

    private static final double MOST = 1e6;
    private static final int MOST_SAMPLES = 100_000;

    private final QualityRules usual = QualityRulesReader.shipped();

    static QualityRules read(Fields policy) {
        QualityReader reader = new QualityReader();
        return policy.object("quality").flatMap(reader::rules).orElse(reader.usual);
    }

    private Optional<QualityRules> rules(Fields entry) {
        int before = entry.problems();
        String description = entry.text("description", usual.description());
        Duration believeAfter = entry.positive("believeAfter", usual.believeAfter());
        double least = entry.number("leastPulsePressure", 0, 300, usual.leastPulsePressure());
        double most = entry.number("mostPulsePressure", 0, 300, usual.mostPulsePressure());
        Perfusion perfusion =
                entry.object("perfusion").map(this::perfusion).orElse(usual.perfusion());
        Pulse pulse = entry.object("pulse").map(this::pulse).orElse(usual.pulse());
        FlatLine flatLine = entry.object("flatLine").map(this::flatLine).orElse(usual.flatLine());
        Duration devicesWithin = entry.positive("devicesWithin", usual.devicesWithin());
        List<SignRule> signs = signs(entry);
        entry.nothingElse();
        if (entry.problems() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new QualityRules(
                            description,
                            believeAfter,
                            least,
                            most,
                            perfusion,
                            pulse,
                            flatLine,
                            devicesWithin,
                            signs));
        } catch (IllegalArgumentException e) {
            // Whatever the rules refuse beyond the above: their message names the field.
            entry.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Perfusion perfusion(Fields entry) {
        Perfusion perfusion =
                new Perfusion(
                        entry.number("below", 0, 30, usual.perfusion().below()),
                        entry.positive("within", usual.perfusion().within()));
        entry.nothingElse();
        return perfusion;
    }

    private Pulse pulse(Fields entry) {
        Pulse was = usual.pulse();
        Pulse pulse =
                new Pulse(
                        entry.number("apart", 0, 350, was.apart()),
                        entry.number("apartShare", 0, 1, was.apartShare()),
                        entry.positive("within", was.within()),
                        entry.positive("believeHighAfter", was.believeHighAfter()),
                        entry.number("standstill", 0, 350, was.standstill()),
                        entry.number("saturationFall", 0, 100, was.saturationFall()),
                        entry.positive("believeOximeterAfter", was.believeOximeterAfter()));
        entry.nothingElse();
        return pulse;
    }

    private FlatLine flatLine(Fields entry) {
        FlatLine flatLine =
                new FlatLine(
                        entry.positive("after", usual.flatLine().after()),
                        entry.has("samples")
                                ? entry.integer("samples", 2, MOST_SAMPLES)
                                : usual.flatLine().samples());
        entry.nothingElse();
        return flatLine;
    }

    /** A policy's rule of a sign takes the place of ours. */
    private List<SignRule> signs(Fields entry) {
        Map<VitalSign, SignRule> rules = new EnumMap<>(VitalSign.class);
        usual.signs().forEach(rule -> rules.put(rule.sign(), rule));
        List<VitalSign> own = new ArrayList<>();
        for (Fields one : entry.objects("signs")) {
            int before = one.problems();
            Optional<VitalSign> sign = one.sign("sign", Kind.QUANTITY);
            if (sign.filter(own::contains).isPresent()) {
                one.problem("sign", "is there twice");
            }
            sign.ifPresent(own::add);
            double step = one.number("step", 0, MOST);
            double perSecond = one.number("perSecond", 0, MOST);
            Duration confirmAfter = one.wait("confirmAfter");
            double never = one.number("neverDoubtedBelow", -MOST, MOST, -1);
            double apart = one.number("devicesApart", 0, MOST, 0);
            double low = one.number("usualLow", -MOST, MOST);
            double high = one.number("usualHigh", -MOST, MOST);
            String source = one.text("source");
            one.nothingElse();
            if (one.problems() == before && step == 0) {
                one.problem("step", "must be positive");
            }
            if (one.problems() == before && low >= high) {
                one.problem("usualHigh", "must be more than usualLow");
            }
            if (one.problems() == before) {
                sign.ifPresent(s ->
                        rules.put(
                                s,
                                new SignRule(
                                        s,
                                        step,
                                        perSecond,
                                        confirmAfter,
                                        never,
                                        apart,
                                        low,
                                        high,
                                        source)));
            }
        }
        return List.copyOf(rules.values());
    }
}
