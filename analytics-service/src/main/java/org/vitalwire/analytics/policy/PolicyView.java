package org.vitalwire.analytics.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.limit.Step;
import org.vitalwire.analytics.news2.News2Table;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy.News2Policy;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.vitals.VitalSign;

/** A policy as the API tells it. Durations in seconds. */
@SuppressWarnings("EnumOrdinal") // the risks are the steps of the condition
record PolicyView(String version, String description, List<LimitView> limits, News2View news2) {

    record LimitView(
            String condition,
            String title,
            String direction,
            String unit,
            List<String> signs,
            List<StepView> steps,
            List<StepView> stepsOnScale2,
            double clearMargin,
            long clearAfterSeconds) {}

    record StepView(double beyond, long delaySeconds, String priority) {}

    record News2View(
            String source,
            List<String> bands,
            Map<String, Long> freshnessSeconds,
            Map<String, RiskView> risks,
            long clearAfterSeconds) {}

    record RiskView(long delaySeconds, String priority) {}

    static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.label(),
                policy.description(),
                policy.limits().stream().map(PolicyView::limit).toList(),
                news2(policy.news2()));
    }

    private static LimitView limit(Limit limit) {
        return new LimitView(
                limit.condition(),
                limit.title(),
                limit.direction().name().toLowerCase(Locale.ROOT),
                limit.signs().getFirst().entry().unit(),
                limit.signs().stream().map(VitalSign::code).toList(),
                limit.steps().stream().map(PolicyView::step).toList(),
                limit.steps2().stream().map(PolicyView::step).toList(),
                limit.margin(),
                EventTime.seconds(limit.rule().clearAfter()));
    }

    private static StepView step(Step step) {
        return new StepView(step.beyond(), step.delay().toSeconds(), step.priority().code());
    }

    private static News2View news2(News2Policy policy) {
        Map<String, Long> freshness = new LinkedHashMap<>();
        Arrays.stream(Slot.values())
                .forEach(slot ->
                        freshness.put(slot.code(), policy.freshness().of(slot).toSeconds()));
        Map<String, RiskView> risks = new LinkedHashMap<>();
        for (NewsRisk risk : List.of(NewsRisk.LOW_MEDIUM, NewsRisk.MEDIUM, NewsRisk.HIGH)) {
            risks.put(
                    risk.code(),
                    new RiskView(
                            EventTime.seconds(policy.rule().delays().get(risk.ordinal() - 1)),
                            policy.priority(risk).code()));
        }
        return new News2View(
                "NEWS2 (c) Royal College of Physicians 2017",
                News2Table.published().rows(),
                freshness,
                risks,
                EventTime.seconds(policy.rule().clearAfter()));
    }
}
