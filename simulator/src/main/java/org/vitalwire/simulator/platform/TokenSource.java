package org.vitalwire.simulator.platform;

/**
 * Where bearer tokens come from. Asked before every request: whoever implements it keeps them
 * fresh.
 */
@FunctionalInterface
public interface TokenSource {

    /** A token that carries at least the role. */
    String token(Role role);

    /** One token that carries all the roles. */
    static TokenSource fixed(String token) {
        return role -> token;
    }
}
