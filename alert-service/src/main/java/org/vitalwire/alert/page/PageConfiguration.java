package org.vitalwire.alert.page;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.ledger.CommitBell;
import org.vitalwire.alert.ledger.DeliveryPlanner;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.oncall.Rosters;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.person.PageBudget;
import org.vitalwire.alert.person.People;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.database.ServiceDatabase;

/** Pages: planned, sent, timed and answered. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PagingSettings.class, LastResort.class})
public class PageConfiguration {

    /** How far clocks of replicas may be apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private static final Duration BETWEEN_OPERATIONS_CALLS = Duration.ofSeconds(5);

    @Bean
    CallList alertCallList(CensusDirectory census, Rosters alertRosters) {
        return new CallList(census, alertRosters);
    }

    /** Channels are asked for when they are needed: some of them need what is made here. */
    @Bean
    Channels alertChannels(ObjectProvider<Channel> channels) {
        return new Channels(channels);
    }

    @Bean
    PageMetrics alertPageMetrics(MeterRegistry meters) {
        return new PageMetrics(meters);
    }

    @Bean
    DeliveryPlanner alertPager(
            ServiceDatabase alertDatabase,
            CallList alertCallList,
            Channels alertChannels,
            People people,
            PageBudget budget,
            OperationsAlerts operations,
            PageMetrics alertPageMetrics,
            PagingSettings settings,
            LastResort lastResort) {
        return new Pager(
                new PageTable(alertDatabase.jdbc(), settings.receiptWithin()),
                alertCallList,
                new Ways(people, () -> alertChannels.byName().keySet()),
                budget,
                operations,
                alertPageMetrics,
                settings,
                lastResort);
    }

    @Bean
    DeliveryQueue alertPageDeliveries(ServiceDatabase alertDatabase, PagingSettings settings) {
        return new DeliveryQueue(
                alertDatabase,
                new Backoff(settings.firstRetry(), settings.longestRetry())
                        .bound()
                        .plus(CLOCKS_DIFFER));
    }

    @Bean
    PageReceipts alertPageReceipts(
            ServiceDatabase alertDatabase,
            DeliveryQueue alertPageDeliveries,
            EpisodeLedger alertEpisodeLedger,
            OperationsAlerts operations,
            PageMetrics alertPageMetrics) {
        return new PageReceipts(
                alertDatabase.jdbc(),
                alertPageDeliveries,
                alertEpisodeLedger,
                operations,
                alertPageMetrics);
    }

    @Bean
    WakeableLoop alertPageDispatcher(
            ServiceDatabase alertDatabase,
            DeliveryQueue alertPageDeliveries,
            CallList alertCallList,
            Channels alertChannels,
            People people,
            PagingSettings settings,
            InstantSource clock,
            PageMetrics alertPageMetrics,
            CommitBell alertCommitBell) {
        PageDispatcher dispatcher =
                new PageDispatcher(
                        alertPageDeliveries,
                        new Messages(
                                alertDatabase.jdbc(),
                                alertCallList,
                                people,
                                Optional.ofNullable(settings.consoleUrl())),
                        alertChannels::byName,
                        settings,
                        clock,
                        alertPageMetrics);
        WakeableLoop loop =
                new WakeableLoop(
                        "alert-pages",
                        settings.lookEvery(),
                        dispatcher::dispatch,
                        dispatcher::stop);
        dispatcher.onFree(loop::wake);
        alertCommitBell.onRing(loop::wake);
        return loop;
    }

    @Bean
    WakeableLoop alertPageTimer(
            ServiceDatabase alertDatabase,
            EpisodeLedger alertEpisodeLedger,
            OperationsAlerts operations,
            PageMetrics alertPageMetrics,
            InstantSource clock,
            PagingSettings settings,
            PageBudget budget,
            WakeableLoop alertPageDispatcher,
            CommitBell alertCommitBell) {
        Duration furthest =
                settings.receiptWithin()
                        .plus(settings.bundleWithin())
                        .plus(budget.per())
                        .plus(CLOCKS_DIFFER);
        PageTimer timer =
                new PageTimer(
                        alertDatabase,
                        alertEpisodeLedger,
                        operations,
                        alertPageMetrics,
                        clock,
                        settings.receiptWithin(),
                        furthest,
                        alertPageDispatcher::wake);
        WakeableLoop loop = new WakeableLoop("alert-page-timer", settings.lookEvery(), timer::look);
        alertCommitBell.onRing(loop::wake);
        return loop;
    }

    @Bean
    WakeableLoop alertOperationsCalls(
            OperationsAlerts operations,
            LastResort lastResort,
            Channels alertChannels,
            People people,
            PagingSettings settings,
            InstantSource clock) {
        OperationsCaller caller =
                new OperationsCaller(
                        operations,
                        lastResort.lastResort(),
                        new Ways(people, () -> alertChannels.byName().keySet()),
                        people,
                        alertChannels::byName,
                        Optional.ofNullable(settings.consoleUrl()),
                        clock);
        return new WakeableLoop("alert-operations-calls", BETWEEN_OPERATIONS_CALLS, caller::look);
    }

    @Bean
    PageQueries alertPageQueries(ServiceDatabase alertDatabase) {
        return new PageQueries(alertDatabase);
    }

    @Bean
    PageController alertPageController(
            PageQueries alertPageQueries,
            PageReceipts alertPageReceipts,
            AuditLog audit,
            InstantSource clock) {
        return new PageController(alertPageQueries, alertPageReceipts, audit, clock);
    }
}
