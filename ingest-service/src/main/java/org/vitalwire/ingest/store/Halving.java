package org.vitalwire.ingest.store;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Finds rows that the database refuses inside a batch, so that their neighbours pass. */
public final class Halving {

    private Halving() {}

    /**
     * Writes all items, and on a refusal each half for itself, down to the single refused item.
     *
     * @param write all or none of its list; throws {@link RowsRefusedException} for a refusal
     * @param refused takes an item that cannot be written
     */
    public static <T> void write(
            List<T> items, Consumer<List<T>> write, BiConsumer<T, RowsRefusedException> refused) {
        try {
            write.accept(items);
        } catch (RowsRefusedException e) {
            if (items.size() == 1) {
                refused.accept(items.getFirst(), e);
                return;
            }
            int middle = items.size() / 2;
            write(items.subList(0, middle), write, refused);
            write(items.subList(middle, items.size()), write, refused);
        }
    }
}
