package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vitalwire.alert.episode.Calling.Underway;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.alert.episode.Signal.Silenced;

/**
 * What people and time have made of an episode.
 *
 * @param remindAt when who accepted is called again; empty when nobody has, or never
 */
public record Handling(
        Responsibility responsibility,
        Signal signal,
        Calling calling,
        Optional<Instant> remindAt,
        Optional<Disposition> disposition) {

    /** Nobody has done anything, and nobody is called. */
    public static final Handling NONE =
            new Handling(
                    Responsibility.undefined(),
                    new Signal.Enabled(),
                    new Calling.Rest(0),
                    Optional.empty(),
                    Optional.empty());

    public Handling {
        if (signal instanceof Silenced && calling instanceof Underway) {
            throw new IllegalArgumentException("nobody is called by what is silenced");
        }
        if (remindAt.isPresent() && !responsibility.isAccepted()) {
            throw new IllegalArgumentException("only who accepted is reminded");
        }
    }

    /** When time has to do something; empty when never. */
    Optional<Instant> due() {
        return switch (signal) {
            case Silenced silenced -> Optional.of(silenced.until());
            case Signal.Enabled _ ->
                    switch (calling) {
                        case Underway underway -> underway.nextAt();
                        case Calling.Rest _ -> remindAt;
                    };
        };
    }

    /** Somebody must be found, and nothing that was said before counts. */
    Handling round(Instant now, Optional<String> first) {
        return new Handling(
                Responsibility.undefined(),
                new Signal.Enabled(),
                calling.next(now, first),
                Optional.empty(),
                disposition);
    }

    Handling accepted(AcceptedBy by, Optional<Instant> reminder) {
        return new Handling(by, signal, calling.rest(), reminder, disposition);
    }

    /** Nobody is called any more. */
    Handling over(Responsibility last) {
        return new Handling(
                last, new Signal.Enabled(), calling.rest(), Optional.empty(), disposition);
    }

    Handling with(Responsibility other) {
        return new Handling(other, signal, calling, Optional.empty(), disposition);
    }

    Handling with(Calling other) {
        return new Handling(responsibility, signal, other, remindAt, disposition);
    }

    Handling disposed(Disposition judgement) {
        return new Handling(responsibility, signal, calling, remindAt, Optional.of(judgement));
    }

    /** Who was being reminded is so again when the silence ends. */
    Handling silenced(Silenced silence) {
        boolean reminding = responsibility.isAccepted() && calling instanceof Underway;
        return new Handling(
                responsibility,
                silence,
                calling.rest(),
                reminding ? Optional.of(silence.until()) : remindAt,
                disposition);
    }

    /** People may be called again: if nobody has accepted, in a new round. */
    Handling resumed(Instant now) {
        return responsibility.isAccepted()
                ? new Handling(responsibility, new Signal.Enabled(), calling, remindAt, disposition)
                : round(now, Optional.empty());
    }

    /** All that is to come comes so much earlier. */
    Handling earlier(Duration shift) {
        Calling moved =
                switch (calling) {
                    case Underway(var round, var since, var taken, var nextAt, var first) ->
                            new Underway(
                                    round,
                                    since.minus(shift),
                                    taken,
                                    nextAt.map(at -> at.minus(shift)),
                                    first);
                    case Calling.Rest rest -> rest;
                };
        Signal silence =
                switch (signal) {
                    case Signal.Paused(var until, var by, var reason) ->
                            new Signal.Paused(until.minus(shift), by, reason);
                    case Signal.Off(var until, var by, var reason) ->
                            new Signal.Off(until.minus(shift), by, reason);
                    case Signal.Enabled enabled -> enabled;
                };
        return new Handling(
                responsibility, silence, moved, remindAt.map(at -> at.minus(shift)), disposition);
    }
}
