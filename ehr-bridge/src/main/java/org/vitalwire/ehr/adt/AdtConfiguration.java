package org.vitalwire.ehr.adt;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.ehr.census.CensusDesk;
import org.vitalwire.kit.database.ServiceDatabase;

/** Admission messages. The quarantine is there also where nobody listens any more. */
@Configuration(value = "ehrAdtConfiguration", proxyBeanMethods = false)
@EnableConfigurationProperties(AdtSettings.class)
@Import(AdtController.class)
public class AdtConfiguration {

    @Bean
    AdtInbox ehrAdtInbox(ServiceDatabase ehrDatabase) {
        return new AdtInbox(ehrDatabase.jdbc());
    }

    @Bean
    AdtIntake ehrAdtIntake(
            ServiceDatabase ehrDatabase,
            AdtInbox ehrAdtInbox,
            AdtSettings settings,
            CensusDesk ehrCensusDesk,
            InstantSource clock,
            MeterRegistry meters) {
        return new AdtIntake(
                ehrDatabase, ehrAdtInbox, new AdtReader(settings), ehrCensusDesk, clock, meters);
    }

    @Bean
    AdtRetention ehrAdtRetention(AdtInbox ehrAdtInbox, AdtSettings settings, InstantSource clock) {
        return new AdtRetention(ehrAdtInbox, settings.keep(), clock);
    }

    @Bean
    @ConditionalOnProperty("vitalwire.ehr.adt.enabled")
    MllpReceiver ehrMllpReceiver(AdtSettings settings, AdtIntake ehrAdtIntake, SslBundles bundles) {
        return new MllpReceiver(settings, sockets(settings, bundles), ehrAdtIntake::take);
    }

    private static ServerSocketFactory sockets(AdtSettings settings, SslBundles bundles) {
        return settings.sslBundle().isEmpty()
                ? ServerSocketFactory.getDefault()
                : new Secured(bundles.getBundle(settings.sslBundle()).createSslContext());
    }

    /** TLS, and the sender shows a certificate, too. */
    private static final class Secured extends ServerSocketFactory {

        private final SSLContext context;

        Secured(SSLContext context) {
            this.context = context;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
            socket.setNeedClientAuth(true);
            socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException("it is bound later");
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException("it is bound later");
        }

        @Override
        public ServerSocket createServerSocket(
                int port, int backlog, java.net.InetAddress address) {
            throw new UnsupportedOperationException("it is bound later");
        }
    }
}
