package org.vitalwire.analytics.evaluation;

import java.util.List;

/** A piece of a report, before it is HTML or Markdown. */
sealed interface Block {

    /** Level 1 is the title. */
    record Heading(int level, String text) implements Block {}

    record Paragraph(String text) implements Block {}

    /** Something to be typed. */
    record Command(String text) implements Block {}

    /** The first column is text, the others are figures. */
    record Table(List<String> head, List<List<String>> rows) implements Block {
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * @param name of the file, without its ending
     */
    record Figure(String name, String caption, String svg) implements Block {}
}
