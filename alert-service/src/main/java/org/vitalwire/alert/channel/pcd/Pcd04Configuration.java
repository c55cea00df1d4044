package org.vitalwire.alert.channel.pcd;

import java.time.InstantSource;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.ChannelSettings;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.kit.hl7.MllpPeer;

/** The alert manager, where there is one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("vitalwire.alert.channel.pcd-04.host")
@EnableConfigurationProperties(Pcd04Settings.class)
public class Pcd04Configuration {

    @Bean
    Pcd04Channel alertPcd04Channel(
            Pcd04Settings settings,
            ChannelSettings channels,
            SslBundles bundles,
            InstantSource clock) {
        SocketFactory sockets =
                settings.tls()
                        .map(name -> (SocketFactory) context(bundles, name).getSocketFactory())
                        .orElseGet(SocketFactory::getDefault);
        return new Pcd04Channel(
                new AlertReport(settings),
                new MllpPeer(sockets, settings.host(), settings.port(), channels.timeout()),
                clock);
    }

    @Bean
    @ConditionalOnProperty("vitalwire.alert.channel.pcd-04.listen-port")
    StatusListener alertPcd05Listener(
            Pcd04Settings settings,
            SslBundles bundles,
            ObjectProvider<Receipts> receipts,
            InstantSource clock) {
        ServerSocketFactory sockets =
                settings.tls()
                        .map(name ->
                                (ServerSocketFactory)
                                        context(bundles, name).getServerSocketFactory())
                        .orElseGet(ServerSocketFactory::getDefault);
        return new StatusListener(sockets, settings, receipts::getObject, clock);
    }

    private static SSLContext context(SslBundles bundles, String name) {
        return bundles.getBundle(name).createSslContext();
    }
}
