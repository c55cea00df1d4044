package org.vitalwire.alert.person;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.person.Kept.Browser;
import org.vitalwire.alert.person.Kept.Wanted;
import org.vitalwire.alert.person.Kept.Way;
import org.vitalwire.alert.person.Kept.Wish;
import org.vitalwire.kit.database.ServiceDatabase;

/** Preferences in the database, read anew each time: what a person changed counts at once. */
final class PeopleTable implements People {

    /** One statement, so one connection: a page of everybody at once reads this many times. */
    private static final String FIND =
            """
            select p.*, c.channel, coalesce(c.address, s.address) as address, c.enabled, s.id, s.label
            from person_preference p
                left join person_contact c on c.person = p.person
                left join push_subscription s on s.id = c.subscription
            where p.person = ? order by c.position
            """;

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    PeopleTable(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.clock = clock;
    }

    @Override
    public Preferences preferences(String person) {
        return find(person).preferences();
    }

    Kept find(String person) {
        return jdbc.sql(FIND).param(person).query((ResultSet rows) -> kept(person, rows));
    }

    /**
     * Keeps what a person wants when what is there now is what the caller has seen. Browsers that
     * are not among it are forgotten.
     *
     * @param seen the version that the caller has seen; 0 when there was none
     * @return empty when somebody was faster
     */
    Optional<Kept> put(String person, long seen, Wanted wanted, String by) {
        return inTransaction(() -> {
            if (lock(person, by) != seen) {
                return Optional.empty();
            }
            replaceContacts(person, wanted.wishes());
            jdbc.sql(
                            """
                            update person_preference set language = ?, quiet_zone = ?, quiet_from = ?,
                                quiet_to = ?, quiet_days = cast(? as smallint[]) where person = ?
                            """)
                    .param(wanted.language())
                    .param(wanted.quiet().map(quiet -> quiet.zone().getId()).orElse(null))
                    .param(wanted.quiet().map(QuietHours::from).orElse(null))
                    .param(wanted.quiet().map(QuietHours::to).orElse(null))
                    .param(wanted.quiet().map(PeopleTable::days).orElse(null))
                    .param(person)
                    .update();
            changed(person, by);
            return Optional.of(find(person));
        });
    }

    /**
     * Adds a browser as the last way, or keeps its newest keys. It is this person's from now on,
     * whose it was before.
     *
     * @param address with keys, as the channel understands it
     * @return its id
     * @throws TooManyWaysException when the person has as many ways as anybody may
     */
    UUID subscribe(String person, String endpoint, String address, String label) {
        return inTransaction(
                        () -> {
                            lock(person, person);
                            end("endpoint = ? and person <> ?", endpoint, person);
                            UUID id =
                                    jdbc.sql(
                                                    """
                                                    insert into push_subscription (id, person, endpoint, address, label, created_at)
                                                    values (?, ?, ?, ?, ?, ?)
                                                    on conflict (endpoint) do update set address = excluded.address,
                                                        label = excluded.label
                                                    returning id
                                                    """)
                                            .params(
                                                    UUID.randomUUID(),
                                                    person,
                                                    endpoint,
                                                    address,
                                                    label,
                                                    Columns.time(clock.instant()))
                                            .query(UUID.class)
                                            .single();
                            jdbc.sql(
                                            """
                                            insert into person_contact (person, position, channel, subscription, enabled)
                                            select ?, coalesce(max(position) + 1, 0), ?, ?, true
                                            from person_contact where person = ?
                                            on conflict (subscription) do nothing
                                            """)
                                    .params(person, Kept.WEB_PUSH, id, person)
                                    .update();
                            changed(person, person);
                            if (find(person).ways().size() > PreferencesReader.MOST_CHANNELS) {
                                throw new TooManyWaysException();
                            }
                            return Optional.of(id);
                        })
                .orElseThrow();
    }

    /** Ends a browser of this person, if it is there. */
    void unsubscribe(String person, UUID id) {
        inTransaction(() -> {
            end("id = ? and person = ?", id, person);
            return Optional.empty();
        });
    }

    /** Ends the browser with this endpoint, if it is this person's. */
    void unsubscribe(String person, String endpoint) {
        inTransaction(() -> {
            end("endpoint = ? and person = ?", endpoint, person);
            return Optional.empty();
        });
    }

    /** Ends whose-ever browser it is: its push service does not know it any more. */
    void gone(String address) {
        inTransaction(() -> {
            end("address = ?", address);
            return Optional.empty();
        });
    }

    private void end(String which, Object... values) {
        jdbc.sql(
                        """
                        with ended as (delete from push_subscription where %s returning person)
                        update person_preference set version = version + 1
                        where person in (select person from ended)
                        """
                                .formatted(which))
                .params(values)
                .update();
    }

    private void replaceContacts(String person, List<Wish> wishes) {
        jdbc.sql("delete from person_contact where person = ?").param(person).update();
        for (int position = 0; position < wishes.size(); position++) {
            Wish wish = wishes.get(position);
            jdbc.sql(
                            """
                            insert into person_contact (person, position, channel, address, subscription, enabled)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .param(person)
                    .param(position)
                    .param(wish.channel())
                    .param(wish.isBrowser() ? null : wish.address())
                    .param(wish.isBrowser() ? UUID.fromString(wish.address()) : null)
                    .param(wish.enabled())
                    .update();
        }
        jdbc.sql(
                        """
                        delete from push_subscription s where s.person = ?
                            and not exists (select 1 from person_contact where subscription = s.id)
                        """)
                .param(person)
                .update();
    }

    /** Makes others who change this person's wishes wait; returns the version. */
    private long lock(String person, String by) {
        jdbc.sql(
                        """
                        insert into person_preference (person, version, language, changed_by, changed_at)
                        values (?, 0, 'en', ?, ?) on conflict do nothing
                        """)
                .params(person, by, Columns.time(clock.instant()))
                .update();
        return jdbc.sql("select version from person_preference where person = ? for update")
                .param(person)
                .query(Long.class)
                .single();
    }

    private void changed(String person, String by) {
        jdbc.sql(
                        """
                        update person_preference set version = version + 1, changed_by = ?, changed_at = ?
                        where person = ?
                        """)
                .params(by, Columns.time(clock.instant()), person)
                .update();
    }

    private <T> Optional<T> inTransaction(Supplier<Optional<T>> work) {
        Optional<T> result = database.transaction().execute(_ -> work.get());
        return result == null ? Optional.empty() : result;
    }

    private static Kept kept(String person, ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Kept.none(person);
        }
        long version = rows.getLong("version");
        String language = rows.getString("language");
        Optional<QuietHours> quiet = quietHours(rows);
        List<Way> ways = new ArrayList<>();
        do {
            if (rows.getString("channel") != null) {
                ways.add(way(rows));
            }
        } while (rows.next());
        return new Kept(person, version, language, List.copyOf(ways), quiet);
    }

    private static Way way(ResultSet row) throws SQLException {
        UUID browser = row.getObject("id", UUID.class);
        return new Way(
                new Contact(
                        row.getString("channel"),
                        row.getString("address"),
                        row.getBoolean("enabled")),
                browser == null
                        ? Optional.empty()
                        : Optional.of(new Browser(browser, row.getString("label"))));
    }

    private static Optional<QuietHours> quietHours(ResultSet row) throws SQLException {
        String zone = row.getString("quiet_zone");
        return zone == null
                ? Optional.empty()
                : Optional.of(
                        new QuietHours(
                                ZoneId.of(zone),
                                row.getObject("quiet_from", LocalTime.class),
                                row.getObject("quiet_to", LocalTime.class),
                                days(row.getArray("quiet_days"))));
    }

    private static Set<DayOfWeek> days(Array array) throws SQLException {
        return Arrays.stream((Number[]) array.getArray())
                .map(number -> DayOfWeek.of(number.intValue()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static String days(QuietHours quiet) {
        return quiet.days().stream()
                .map(day -> Integer.toString(day.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
