package org.vitalwire.alert.operations;

import java.util.Map;

/**
 * A part of the platform as of one look.
 *
 * @param name such as {@code canary}
 * @param detail for people; no patient data
 * @param figures by name: numbers, texts and lists of such, for people and machines
 */
public record Part(String name, PartState state, String detail, Map<String, Object> figures) {

    public Part {
        figures = Map.copyOf(figures);
    }
}
