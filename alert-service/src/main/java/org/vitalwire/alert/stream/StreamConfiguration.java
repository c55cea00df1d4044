package org.vitalwire.alert.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.api.AlertViews;
import org.vitalwire.alert.ledger.CommitBell;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.alert.page.PageQueries;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.PatientAccess;
import tools.jackson.databind.json.JsonMapper;

/** The live stream. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
public class StreamConfiguration {

    @Bean
    AlertStream alertStream(
            EpisodeQueries alertEpisodeQueries,
            PageQueries alertPageQueries,
            AlertViews alertViews,
            JsonMapper json,
            InstantSource clock,
            StreamSettings settings,
            MeterRegistry meters) {
        return new AlertStream(
                alertEpisodeQueries, alertPageQueries, alertViews, json, clock, settings, meters);
    }

    @Bean
    WakeableLoop alertStreamFollower(
            AlertStream alertStream, StreamSettings settings, CommitBell alertCommitBell) {
        WakeableLoop loop =
                new WakeableLoop(
                        "alert-stream",
                        settings.lookEvery(),
                        alertStream::follow,
                        alertStream::close);
        alertCommitBell.onRing(loop::wake);
        return loop;
    }

    @Bean
    StreamController alertStreamController(
            AlertStream alertStream, PatientAccess access, AuditLog audit) {
        return new StreamController(alertStream, access, audit);
    }
}
