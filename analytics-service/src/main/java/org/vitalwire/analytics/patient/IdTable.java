package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/** Ids of messages in a state: most values come with one message, so each id is written once. */
final class IdTable {

    private final List<String> ids = new ArrayList<>(4);
    private final Map<String, Integer> places = new HashMap<>();

    void add(String id) {
        if (places.putIfAbsent(id, ids.size()) == null) {
            ids.add(id);
        }
    }

    int indexOf(String id) {
        return places.getOrDefault(id, 0);
    }

    String at(int index) {
        return ids.get(index);
    }

    void write(StateWriter out) {
        out.varint(ids.size());
        String before = "";
        for (String id : ids) {
            out.textAfter(before, id);
            before = id;
        }
    }

    static IdTable read(StateReader in) {
        IdTable table = new IdTable();
        int size = (int) in.varint();
        String before = "";
        for (int i = 0; i < size; i++) {
            before = in.textAfter(before);
            table.ids.add(before);
        }
        return table;
    }
}
