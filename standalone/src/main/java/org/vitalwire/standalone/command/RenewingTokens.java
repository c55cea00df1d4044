package org.vitalwire.standalone.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.simulator.platform.Role;
import org.vitalwire.simulator.platform.TokenSource;

/** Asks for a new token well before the one at hand expires. */
final class RenewingTokens implements TokenSource {

    private static final Duration USED_FOR = Duration.ofMinutes(40);

    private record Kept(String token, Instant until) {}

    private final Tokens tokens;
    private final InstantSource clock;
    private final Map<Role, Kept> kept = new ConcurrentHashMap<>();

    RenewingTokens(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String token(Role role) {
        return kept.compute(
                        role,
                        (_, known) ->
                                known != null && clock.instant().isBefore(known.until())
                                        ? known
                                        : new Kept(
                                                tokens.of(role.code()),
                                                clock.instant().plus(USED_FOR)))
                .token();
    }
}
