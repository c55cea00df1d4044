package org.vitalwire.alert.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** The statement in a real PostgreSQL, beside the same numbers counted by hand. */
class StatisticsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static ServiceDatabase database;

    private static StatisticsQuery query;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void open() {
        var server = SharedInfrastructure.newDatabase("alert");
        database =
                ServiceDatabase.open(
                        new DatabaseSettings(
                                server.jdbcUrl(), server.username(), server.password(), 4),
                        "alert",
                        "classpath:db/alert",
                        new SimpleMeterRegistry());
        query = new StatisticsQuery(database, () -> NOW);
        jdbc = new JdbcTemplate(database.dataSource());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void empty() {
        jdbc.execute(
                "truncate stay, page, page_episode, page_delivery, alert_event, finding, episode cascade");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyNumberIsThatOfThePlainCount(long seed) {
        Ward ward = Ward.random(seed, NOW.minus(Duration.ofDays(40)), NOW, 25);
        insert(ward);
        List<Period> periods =
                List.of(
                        new Period(NOW.minus(Duration.ofDays(30)), NOW, BERLIN),
                        new Period(
                                NOW.minus(Duration.ofDays(20)),
                                NOW.minus(Duration.ofHours(61)),
                                ZoneId.of("America/New_York")),
                        new Period(NOW.minus(Duration.ofHours(30)), NOW.plusSeconds(9), BERLIN));

        assertThat(query.of(periods.get(1), null, Optional.empty()).pages())
                .as("the test's own data")
                .isGreaterThan(100);
        for (Period period : periods) {
            same(ward, period, null, Set.of());
            same(ward, period, "ward-1", Set.of("ward-1"));
            same(ward, period, null, Set.of("ward-0", "ward-2"));
        }
    }

    /**
     * Of a hospital with as many beds as {@code -Dvitalwire.statistics.beds} says. What 500 take is
     * in alert-service/README.md.
     */
    @Test
    void aMonthOfAHospitalIsAnsweredInLessThanASecond() {
        int beds = Integer.getInteger("vitalwire.statistics.beds", 25);
        Hospital.fill(jdbc, beds, NOW);
        Period month = new Period(NOW.minus(Duration.ofDays(30)), NOW, BERLIN);
        List<Long> millis = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            AlertStatistics answered = query.of(month, null, Optional.empty());
            millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            assertThat(answered.alerts()).isGreaterThan(beds * 200L);
            assertThat(answered.pages()).isGreaterThan(beds * 200L);
            assertThat(answered.accepted()).isGreaterThan(beds * 100L);
        }

        System.out.printf(
                "%d beds, %d alerts in the month: %s ms%n",
                beds, query.of(month, null, Optional.empty()).alerts(), millis);
        assertThat(millis.stream().sorted().toList().get(2)).isLessThan(1_000);
    }

    @Test
    void ofNothingSharesAreNullAndEveryDayIsThere() {
        Period week = Period.of(null, null, "Europe/Berlin", NOW);

        AlertStatistics nothing = query.of(week, null, Optional.empty());

        assertThat(nothing.alerts()).isZero();
        assertThat(nothing.alertsPerPatientDay()).isNull();
        assertThat(nothing.acceptedWithin60s()).isNull();
        assertThat(nothing.topDecileShare()).isNull();
        assertThat(nothing.patientDaysSince()).isNull();
        assertThat(nothing.daily()).hasSize(8).allMatch(day -> day.alerts() == 0);
    }

    @Test
    void periodsThatAreNoneOrTooLongAreRefused() {
        assertThatThrownBy(() -> Period.of(NOW, NOW, null, NOW)).isInstanceOf(ApiProblem.class);
        assertThatThrownBy(() -> Period.of(NOW.minus(Duration.ofDays(93)), NOW, null, NOW))
                .isInstanceOf(ApiProblem.class);
        assertThatThrownBy(() -> Period.of(null, NOW, "+02:00", NOW))
                .isInstanceOf(ApiProblem.class);
    }

    @Test
    void staysFollowTheCensusAndASecondProcessChangesNothing() {
        MutableClock clock = new MutableClock(NOW.minusSeconds(600));
        Collection<CensusEntry> census = new ArrayList<>();
        StayKeeper keeper = new StayKeeper(() -> census, new StayTable(database), clock);
        StayKeeper other = new StayKeeper(() -> census, new StayTable(database), clock);
        Runnable look =
                () -> {
                    keeper.follow();
                    other.follow();
                    clock.advance(Duration.ofSeconds(100));
                };
        census.addAll(List.of(entry("p-1", "ward-a"), entry("p-2", "ward-a"), entry("p-3", null)));
        census.add(entry("vitalwire-canary", "vitalwire-canary"));
        look.run();
        census.clear();
        census.addAll(List.of(entry("p-1", "ward-b"), entry("p-3", "ward-b")));
        look.run();
        census.removeIf(entry -> entry.patientId().value().equals("p-1"));
        look.run();
        look.run();

        assertThat(stays())
                .containsExactly(
                        "p-1 ward-a 0 100",
                        "p-1 ward-b 100 200",
                        "p-2 ward-a 0 100",
                        "p-3 ward-b 100 null");
    }

    @Test
    void whoStartsAgainWithTheSameCensusGoesOnWithTheSameStays() {
        Collection<CensusEntry> census = List.of(entry("p-1", "ward-a"));
        new StayKeeper(() -> census, new StayTable(database), () -> NOW.minusSeconds(600)).follow();

        new StayKeeper(() -> census, new StayTable(database), () -> NOW).follow();

        assertThat(stays()).containsExactly("p-1 ward-a 0 null");
    }

    private List<String> stays() {
        return jdbc.query(
                "select * from stay order by patient_id, since",
                (row, _) ->
                        "%s %s %s %s"
                                .formatted(
                                        row.getString("patient_id"),
                                        row.getString("care_unit"),
                                        seconds(row.getTimestamp("since")),
                                        seconds(row.getTimestamp("until"))));
    }

    private static @Nullable Long seconds(@Nullable Timestamp at) {
        return at == null
                ? null
                : Duration.between(NOW.minusSeconds(600), at.toInstant()).toSeconds();
    }

    private void same(Ward ward, Period period, @Nullable String unit, Set<String> units) {
        AlertStatistics answered =
                query.of(
                        period,
                        unit,
                        units.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(units)));

        assertThat(answered)
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1, Double.class)
                .isEqualTo(ward.statistics(period, unit, units, NOW));
    }

    private void insert(Ward ward) {
        many(
                "insert into stay values (?, ?, ?, ?)",
                ward.stays(),
                s -> row(s.patient(), s.unit(), time(s.since()), time(s.until())));
        many(
                """
                insert into episode (id, patient_id, condition, retrospective, synthetic, state, priority, title,
                    detail, evidence, started_at, raised_at, updated_at, resolved_at, newest_finding_id,
                    newest_started_at, newest_at, disposition, due_at, first_acknowledged_at)
                values (?, ?, ?, ?, ?, ?, ?, '-', '-', '[]', ?, ?, ?, ?, '-', ?, ?, ?, ?, ?)
                """,
                ward.alerts(),
                a ->
                        row(
                                a.id(),
                                a.patient(),
                                a.condition(),
                                a.retrospective(),
                                a.synthetic(),
                                a.resolvedAt() == null ? "active" : "resolved",
                                a.priority(),
                                time(a.raisedAt()),
                                time(a.raisedAt()),
                                time(a.raisedAt()),
                                time(a.resolvedAt()),
                                time(a.raisedAt()),
                                time(a.raisedAt()),
                                a.disposition(),
                                time(NOW),
                                time(a.acknowledgedAt())));
        many(
                """
                insert into page (id, event_id, person, care_unit, target, priority, synthetic, created_at, told_at, state,
                    due_at)
                values (?, 0, ?, ?, ?, 1, false, ?, ?, ?, ?)
                """,
                ward.pages(),
                p ->
                        row(
                                p.id(),
                                p.person(),
                                p.unit(),
                                p.target(),
                                time(p.at()),
                                time(p.at()),
                                p.state(),
                                time(p.at())));
    }

    private static <T> void many(String sql, List<T> things, Function<T, Object[]> values) {
        jdbc.batchUpdate(sql, things.stream().map(values).toList());
    }

    // Spring's batch methods take arrays of possibly null values but are declared without saying
    // so.
    @SuppressWarnings("NullAway")
    private static Object[] row(@Nullable Object... values) {
        return values;
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static CensusEntry entry(String patient, @Nullable String unit) {
        return new CensusEntry(
                new PatientId(patient),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(unit),
                Optional.empty(),
                true);
    }
}
