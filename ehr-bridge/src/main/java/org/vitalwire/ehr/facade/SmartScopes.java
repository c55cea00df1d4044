package org.vitalwire.ehr.facade;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the SMART scopes of a token let its holder do, of version 1 ({@code system/*.read}) and 2
 * ({@code user/Observation.rs?category=vital-signs}). They narrow what the roles permit and never
 * widen it; a token that has none is judged by its roles alone.
 *
 * <p>Scopes of a patient's own app ({@code patient/...}) permit nothing, as there is no launch
 * context; nor does a scope with a restriction other than by category, which nobody would enforce.
 */
final class SmartScopes {

    /** What is asked for, as version 2 abbreviates it. */
    enum Interaction {
        READ('r'),
        SEARCH('s');

        private final char letter;

        Interaction(char letter) {
            this.letter = letter;
        }
    }

    private static final Pattern SCOPE =
            Pattern.compile(
                    "(patient|user|system)/([A-Za-z]+|\\*)\\.(read|write|\\*|c?r?u?d?s?)(\\?.*)?");
    private static final Pattern CATEGORY = Pattern.compile("\\?category=(?:[^|&,]*\\|)?([^|&,]+)");

    /** Empty categories: all. */
    private record Grant(String type, Set<Interaction> interactions, Optional<String> category) {}

    private final boolean present;
    private final List<Grant> grants;

    private SmartScopes(boolean present, List<Grant> grants) {
        this.present = present;
        this.grants = List.copyOf(grants);
    }

    static SmartScopes of(Collection<String> scopes) {
        List<Matcher> smart = scopes.stream().map(SCOPE::matcher).filter(Matcher::matches).toList();
        return new SmartScopes(
                !smart.isEmpty(), smart.stream().flatMap(scope -> grant(scope).stream()).toList());
    }

    private static Optional<Grant> grant(Matcher scope) {
        if (scope.group(1).equals("patient")) {
            return Optional.empty();
        }
        Optional<String> category = Optional.empty();
        if (scope.group(4) != null) {
            Matcher restriction = CATEGORY.matcher(scope.group(4));
            if (!restriction.matches()) {
                return Optional.empty();
            }
            category = Optional.of(restriction.group(1));
        }
        return Optional.of(new Grant(scope.group(2), interactions(scope.group(3)), category));
    }

    private static Set<Interaction> interactions(String permission) {
        if (permission.equals("read") || permission.equals("*")) {
            return EnumSet.allOf(Interaction.class);
        }
        Set<Interaction> interactions = EnumSet.noneOf(Interaction.class);
        if (!permission.equals("write")) {
            for (Interaction interaction : Interaction.values()) {
                if (permission.indexOf(interaction.letter) >= 0) {
                    interactions.add(interaction);
                }
            }
        }
        return interactions;
    }

    boolean permit(String type, Interaction interaction) {
        return !present || grants.stream().anyMatch(grant -> isFor(grant, type, interaction));
    }

    /** The categories that Observations are restricted to; empty: none is left out. */
    Optional<Set<String>> categories(Interaction interaction) {
        if (!present) {
            return Optional.empty();
        }
        Set<String> categories = new HashSet<>();
        for (Grant grant : grants) {
            if (isFor(grant, "Observation", interaction)) {
                if (grant.category().isEmpty()) {
                    return Optional.empty();
                }
                categories.add(grant.category().get());
            }
        }
        return Optional.of(categories);
    }

    private static boolean isFor(Grant grant, String type, Interaction interaction) {
        return (grant.type().equals("*") || grant.type().equals(type))
                && grant.interactions().contains(interaction);
    }
}
