package org.vitalwire.alert.page;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.ledger.Priorities;
import org.vitalwire.alert.page.DeliveryQueue.Taken;
import org.vitalwire.alert.person.People;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/** What a delivery says, at the moment at which it is sent. */
final class Messages {

    private static final String CONTENT =
            """
            select p.version, p.person, p.patient_id, e.id, e.condition, e.title, e.priority, e.raised_at, e.synthetic
            from page p
            join page_episode l on l.page_id = p.id and l.live
            join episode e on e.id = l.episode_id
            where p.id = ? and p.state in ('open', 'unreachable')
            order by e.priority desc, e.raised_at, e.id
            """;

    /** A message, and which version of its page it shows. */
    record Composed(Message message, int version) {}

    private record Row(
            int version,
            String person,
            Optional<String> patient,
            Message.Line line,
            Priority priority,
            Instant raisedAt,
            boolean synthetic) {}

    private final JdbcClient jdbc;
    private final CallList callList;
    private final People people;
    private final Optional<URI> link;

    Messages(JdbcClient jdbc, CallList callList, People people, Optional<URI> link) {
        this.jdbc = jdbc;
        this.callList = callList;
        this.people = people;
        this.link = link;
    }

    /**
     * Empty when nothing is left to say: the page was answered, withdrawn or received meanwhile.
     */
    Optional<Composed> of(Taken delivery) {
        List<Row> rows =
                jdbc.sql(CONTENT)
                        .param(delivery.pageId())
                        .query((row, _) ->
                                new Row(
                                        row.getInt("version"),
                                        row.getString("person"),
                                        Columns.optionalText(row, "patient_id"),
                                        new Message.Line(
                                                row.getObject("id", UUID.class).toString(),
                                                row.getString("condition"),
                                                row.getString("title")),
                                        Priorities.ofNumber(row.getInt("priority")),
                                        Columns.instant(row, "raised_at"),
                                        row.getBoolean("synthetic")))
                        .list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Row first = rows.getFirst();
        List<Message.Line> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(row.line()));
        Message message =
                new Message(
                        delivery.id(),
                        delivery.pageId(),
                        first.person(),
                        first.priority(),
                        lines,
                        first.patient().map(PatientId::new).flatMap(callList::location),
                        first.raisedAt(),
                        rows.stream().allMatch(Row::synthetic),
                        link,
                        people.preferences(first.person()).language());
        return Optional.of(new Composed(message, first.version()));
    }
}
