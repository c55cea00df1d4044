package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.policy.TechnicalPolicy;
import org.vitalwire.analytics.quality.Judged;

/** The technical rules of a policy. */
final class TechnicalRules {

    private final Optional<TechnicalRule.Artefacts> artefacts;
    private final Optional<TechnicalRule.Clock> clock;
    private final Optional<TechnicalRule.Battery> battery;
    private final List<TechnicalRule.Silent> silent;

    TechnicalRules(TechnicalPolicy policy) {
        this.artefacts = policy.artefactRate().map(TechnicalRule.Artefacts::new);
        this.clock = policy.clock().map(TechnicalRule.Clock::new);
        this.battery = policy.lowBattery().map(TechnicalRule.Battery::new);
        this.silent = policy.silence().stream().map(TechnicalRule.Silent::new).toList();
    }

    List<Rule> all() {
        List<Rule> all = new ArrayList<>(silent);
        artefacts.ifPresent(all::add);
        clock.ifPresent(all::add);
        battery.ifPresent(all::add);
        return all;
    }

    void onMessage(Lane lane, Measurement message, Judged judged, Announcements out) {
        if (artefacts.isPresent()) {
            artefacts
                    .get()
                    .onMessage(
                            lane, message.values().size(), judged.heldBack().size(), message, out);
        }
        if (clock.isPresent()) {
            clock.get().onMessage(lane, message, out);
        }
        if (battery.isPresent()) {
            battery.get().onMessage(lane, message, out);
        }
        for (TechnicalRule.Silent rule : silent) {
            rule.onMessage(lane, judged.counting(), message, out);
        }
    }

    /** Whether a patient of whom nothing comes must be looked at for that alone. */
    boolean watchSilence() {
        return !silent.isEmpty();
    }

    /** Whether something has fallen silent by {@code now}, in the event time of this lane. */
    boolean isSilenceDue(Lane lane, long now) {
        for (TechnicalRule.Silent rule : silent) {
            if (rule.isDue(lane, now)) {
                return true;
            }
        }
        return false;
    }

    void onSilence(Lane lane, long now, long cause, Announcements out) {
        for (TechnicalRule.Silent rule : silent) {
            if (rule.isDue(lane, now)) {
                rule.onSilence(lane, cause, out);
            }
        }
    }
}
