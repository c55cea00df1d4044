package org.vitalwire.alert.person;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.kit.database.ServiceDatabase;

/** Preferences in the database, read anew each time: what a person changed counts at once. */
final class PeopleTable implements People {

    private final JdbcClient jdbc;

    PeopleTable(ServiceDatabase database) {
        this.jdbc = database.jdbc();
    }

    @Override
    public Preferences preferences(String person) {
        return jdbc.sql("select * from person_preference where person = ?")
                .param(person)
                .query((row, _) -> preferences(row))
                .optional()
                .orElseGet(() -> Preferences.none(person));
    }

    private Preferences preferences(ResultSet row) throws SQLException {
        String person = row.getString("person");
        return new Preferences(
                person,
                contacts(person),
                quietHours(row),
                Locale.forLanguageTag(row.getString("language")));
    }

    private List<Contact> contacts(String person) {
        return jdbc.sql(
                        """
                        select c.channel, coalesce(c.address, s.address) as address, c.enabled
                        from person_contact c left join push_subscription s on s.id = c.subscription
                        where c.person = ? order by c.position
                        """)
                .param(person)
                .query((row, _) ->
                        new Contact(
                                row.getString("channel"),
                                row.getString("address"),
                                row.getBoolean("enabled")))
                .list();
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
}
