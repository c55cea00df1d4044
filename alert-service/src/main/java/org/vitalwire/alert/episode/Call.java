package org.vitalwire.alert.episode;

import java.util.Optional;

/**
 * Somebody is to be called now.
 *
 * @param target empty when a person is named
 * @param person the one who is called by name: an alert was handed over to them, or they are
 *     reminded of one that they accepted
 * @param round counted within the episode; a rejection holds for its round
 * @param step counted within the round, from 1
 * @param staffed whether somebody is on call for the target; a step without anybody is followed by
 *     the next at once
 * @param last whether no other target follows in this round, so that a call that has nobody must go
 *     to whoever is the last resort
 */
public record Call(
        Optional<CallTarget> target,
        Optional<String> person,
        int round,
        int step,
        boolean staffed,
        boolean last) {

    static Call to(CallTarget target, int round, int step, boolean staffed, boolean last) {
        return new Call(Optional.of(target), Optional.empty(), round, step, staffed, last);
    }

    static Call to(String person, int round, boolean last) {
        return new Call(Optional.empty(), Optional.of(person), round, 1, true, last);
    }
}
