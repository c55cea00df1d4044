package org.vitalwire.ehr.template;

/**
 * Something in a mapping that cannot stand, or is not used.
 *
 * @param path where, such as {@code $.template[0].template.value.unit}
 * @param what the member's value, shortened; empty where it is missing
 * @param why in words for the mapping's author
 */
public record TemplateProblem(String path, String what, String why) {

    private static final int SHOWN = 60;

    public TemplateProblem {
        what = what.length() <= SHOWN ? what : what.substring(0, SHOWN - 3) + "...";
    }

    @Override
    public String toString() {
        return path + (what.isEmpty() ? "" : " \"" + what + "\"") + ": " + why;
    }
}
