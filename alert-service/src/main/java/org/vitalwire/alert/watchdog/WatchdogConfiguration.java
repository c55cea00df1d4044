package org.vitalwire.alert.watchdog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.erasure.EpisodeDeletion;
import org.vitalwire.alert.intake.IntakeConfiguration;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.PartWatch;
import org.vitalwire.alert.operations.TopicReaders;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.kit.database.ServiceDatabase;

/** The watchdog. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WatchdogSettings.class)
public class WatchdogConfiguration {

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(10);

    /** Also where no canary beats: another replica's pages may be sent here. */
    @Bean
    Channel alertWatchdogChannel() {
        return new WatchdogChannel();
    }

    @Bean
    PartWatch alertCanaryWatch(ObjectProvider<Watchdog> watchdog) {
        return new CanaryWatch(Optional.ofNullable(watchdog.getIfAvailable()));
    }

    /** Where there is a broker to beat at. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("vitalwire.alert.watchdog.broker.url")
    @ConditionalOnProperty(
            name = "vitalwire.alert.watchdog.enabled",
            havingValue = "true",
            matchIfMissing = true)
    static class Beating {

        @Bean
        WatchdogTable alertWatchdogTable(ServiceDatabase alertDatabase) {
            return new WatchdogTable(alertDatabase.jdbc());
        }

        @Bean
        CanaryDevice alertCanaryDevice(WatchdogSettings settings) {
            return new CanaryDevice(
                    settings.requiredBroker(), shorter(settings.every(), LONGEST_LOOK));
        }

        @Bean
        Watchdog alertWatchdog(
                CanaryDevice alertCanaryDevice,
                WatchdogTable alertWatchdogTable,
                OperationsAlerts alertOperationsAlerts,
                TopicReaders alertTopicReaders,
                WatchdogSettings settings,
                InstantSource clock,
                MeterRegistry meters) {
            URI url = settings.pingUrl();
            Watchdog watchdog =
                    new Watchdog(
                            alertCanaryDevice,
                            alertWatchdogTable,
                            url == null
                                    ? Optional.empty()
                                    : Optional.of(new DeadManPing(url, settings.pingTimeout())),
                            alertOperationsAlerts,
                            () ->
                                    alertTopicReaders.isBehind(
                                            IntakeConfiguration.GROUP, Topic.FINDINGS),
                            settings,
                            clock,
                            System::nanoTime);
            Gauge.builder("vitalwire.watchdog.beat.age", watchdog, Beating::ageSeconds)
                    .baseUnit("seconds")
                    .description("Since a beat of the canary got through the whole chain")
                    .register(meters);
            return watchdog;
        }

        @Bean
        WakeableLoop alertWatchdogLooks(Watchdog alertWatchdog, WatchdogSettings settings) {
            return new WakeableLoop(
                    "alert-watchdog",
                    shorter(settings.every().dividedBy(3), LONGEST_LOOK),
                    alertWatchdog::look,
                    alertWatchdog::leave);
        }

        @Bean
        WakeableLoop alertWatchdogTidying(
                WatchdogTable alertWatchdogTable,
                EpisodeDeletion alertEpisodeDeletion,
                WatchdogSettings settings,
                InstantSource clock) {
            return new WakeableLoop(
                    "alert-watchdog-tidying",
                    BETWEEN_TIDYINGS,
                    () ->
                            alertEpisodeDeletion.delete(
                                            alertWatchdogTable.episodesBefore(
                                                    clock.instant().minus(settings.keepFor())))
                                    > 0);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private static double ageSeconds(Watchdog watchdog) {
            return watchdog.state().verdict().quietFor().toMillis() / 1000.0;
        }
    }
}
