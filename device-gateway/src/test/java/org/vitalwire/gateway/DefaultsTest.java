package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.vitalwire.gateway.broker.BrokerSettings;
import org.vitalwire.gateway.certificate.CertificateSettings;
import org.vitalwire.gateway.codec.gatt.GattSettings;
import org.vitalwire.gateway.codec.hl7.Hl7Settings;
import org.vitalwire.gateway.continuity.ContinuitySettings;
import org.vitalwire.gateway.enrolment.EnrolmentSettings;
import org.vitalwire.gateway.event.EventSettings;
import org.vitalwire.gateway.intake.ClockSettings;
import org.vitalwire.gateway.intake.IntakeSettings;
import org.vitalwire.gateway.intake.clock.DeviceClockSettings;
import org.vitalwire.gateway.limit.LimitSettings;
import org.vitalwire.gateway.mllp.MllpSettings;
import org.vitalwire.gateway.mqtt.MqttSettings;
import org.vitalwire.gateway.quarantine.QuarantineSettings;
import org.vitalwire.gateway.status.SilenceSettings;

class DefaultsTest {

    @Test
    void theEndpointsDefaults() {
        MqttSettings mqtt = bind("vitalwire.gateway.mqtt", MqttSettings.class, Map.of());

        assertThat(mqtt)
                .isEqualTo(
                        new MqttSettings(
                                "0.0.0.0",
                                8883,
                                "localhost",
                                0,
                                0,
                                50,
                                200,
                                DataSize.ofMegabytes(8),
                                50_000,
                                DataSize.ofMegabytes(64),
                                DataSize.ofMegabytes(1),
                                8,
                                Duration.ofMinutes(5),
                                Duration.ofDays(7),
                                Duration.ofSeconds(10),
                                "gateway-0"));
    }

    @Test
    void theClocksDefaults() {
        assertThat(bind("vitalwire.gateway.clock", ClockSettings.class, Map.of()))
                .isEqualTo(
                        new ClockSettings(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)));
    }

    @Test
    void aPayloadIsAtMost256Kilobytes() {
        assertThat(
                        bind("vitalwire.gateway.intake", IntakeSettings.class, Map.of())
                                .maximumPayload()
                                .toBytes())
                .isEqualTo(262_144);
        assertThatThrownBy(() ->
                        bind(
                                "vitalwire.gateway.intake",
                                IntakeSettings.class,
                                Map.of("vitalwire.gateway.intake.maximum-payload", "2MB")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void theGapLedgersDefaults() {
        assertThat(bind("vitalwire.gateway.continuity", ContinuitySettings.class, Map.of()))
                .isEqualTo(
                        new ContinuitySettings(
                                Duration.ofDays(30),
                                Duration.ofMinutes(5),
                                Duration.ofHours(24),
                                256,
                                20_000,
                                Duration.ofMillis(250)));
    }

    @Test
    void deviceEventsAreKeptForThirtyDays() {
        assertThat(
                        bind("vitalwire.gateway.device-events", EventSettings.class, Map.of())
                                .retention())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void theSilenceWatchsDefaults() {
        assertThat(bind("vitalwire.gateway.silence", SilenceSettings.class, Map.of()))
                .isEqualTo(
                        new SilenceSettings(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(60),
                                10,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30)));
    }

    @Test
    void theDeviceClocksDefaults() {
        assertThat(bind("vitalwire.gateway.device-clocks", DeviceClockSettings.class, Map.of()))
                .isEqualTo(
                        new DeviceClockSettings(
                                Duration.ofSeconds(10), Duration.ofSeconds(1), 200));
    }

    @Test
    void personalDevicesClocksAreInUtc() {
        assertThat(bind("vitalwire.gateway.gatt", GattSettings.class, Map.of()).zone())
                .isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void rejectionsAreKeptForThirtyDays() {
        assertThat(
                        bind("vitalwire.gateway.quarantine", QuarantineSettings.class, Map.of())
                                .retention())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void theLimitsDefaults() {
        LimitSettings limits = bind("vitalwire.gateway.limit", LimitSettings.class, Map.of());

        assertThat(limits)
                .isEqualTo(
                        new LimitSettings(
                                1_000,
                                2_000,
                                Map.of(),
                                100,
                                20,
                                2_000,
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(30),
                                0.9));
        assertThat(
                        bind(
                                        "vitalwire.gateway.limit",
                                        LimitSettings.class,
                                        Map.of("vitalwire.gateway.limit.models.spot-check", "20"))
                                .models())
                .isEqualTo(Map.of("spot-check", 20));
        assertThatThrownBy(() ->
                        bind(
                                "vitalwire.gateway.limit",
                                LimitSettings.class,
                                Map.of("vitalwire.gateway.limit.models.spot-check", "0")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void aBrokerIsNotAskedUnlessItIsNamed() {
        BrokerSettings broker = bind("vitalwire.gateway.broker", BrokerSettings.class, Map.of());

        assertThat(broker)
                .isEqualTo(
                        new BrokerSettings(
                                false,
                                URI.create("ssl://localhost:8883"),
                                "vitalwire-gateway-0",
                                "vitalwire",
                                "",
                                "",
                                null,
                                null,
                                null,
                                500,
                                Duration.ofDays(7),
                                Duration.ofSeconds(30),
                                Duration.ofMillis(500)));
        assertThatThrownBy(() ->
                        bind(
                                "vitalwire.gateway.broker",
                                BrokerSettings.class,
                                Map.of("vitalwire.gateway.broker.group", "all/#")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() ->
                        bind(
                                "vitalwire.gateway.broker",
                                BrokerSettings.class,
                                Map.of("vitalwire.gateway.broker.key", "key.pem")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void theCertificatesDefaults() {
        CertificateSettings certificates =
                bind("vitalwire.gateway.certificates", CertificateSettings.class, Map.of());

        assertThat(certificates.directory()).isEqualTo(Path.of("data/gateway-ca"));
        assertThat(certificates.hostNames()).isEqualTo(List.of());
        assertThat(certificates.deviceValidity()).isEqualTo(Duration.ofDays(365));
        assertThat(certificates.server()).isNull();
        assertThat(certificates.trustedAuthorities()).isEmpty();
        assertThat(certificates.revocationLists()).isEmpty();
    }

    @Test
    void theEnrolmentsDefaults() {
        assertThat(bind("vitalwire.gateway.enrolment", EnrolmentSettings.class, Map.of()))
                .isEqualTo(
                        new EnrolmentSettings(
                                Duration.ofHours(24),
                                Duration.ofDays(30),
                                30,
                                10,
                                Duration.ofSeconds(15),
                                Duration.ofMinutes(1)));
        // A revoked device is expelled within 60 s.
        assertThatThrownBy(() ->
                        bind(
                                "vitalwire.gateway.enrolment",
                                EnrolmentSettings.class,
                                Map.of("vitalwire.gateway.enrolment.registry-interval", "61s")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void anotherAuthoritysServerCertificateIsThreeFiles() {
        CertificateSettings.Server server =
                bind(
                                "vitalwire.gateway.certificates",
                                CertificateSettings.class,
                                Map.of(
                                        "vitalwire.gateway.certificates.server.certificate",
                                        "server.pem",
                                        "vitalwire.gateway.certificates.server.key",
                                        "key.pem",
                                        "vitalwire.gateway.certificates.server.authority",
                                        "ca.pem"))
                        .server();

        assertThat(server)
                .isEqualTo(
                        new CertificateSettings.Server(
                                Path.of("server.pem"), Path.of("key.pem"), Path.of("ca.pem")));
    }

    @Test
    void hl7TimesWithoutAnOffsetAreUtcAndPatientsAreCompared() {
        assertThat(bind("vitalwire.gateway.hl7", Hl7Settings.class, Map.of()))
                .isEqualTo(new Hl7Settings(ZoneId.of("UTC"), true));
        assertThat(
                        bind(
                                        "vitalwire.gateway.hl7",
                                        Hl7Settings.class,
                                        Map.of("vitalwire.gateway.hl7.zone", "Europe/Berlin"))
                                .zone())
                .isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void mllpDoesNotListenUnlessItIsToldTo() {
        assertThat(bind("vitalwire.gateway.mllp", MllpSettings.class, Map.of()))
                .isEqualTo(
                        new MllpSettings(
                                false,
                                "0.0.0.0",
                                2575,
                                DataSize.ofMegabytes(1),
                                16,
                                200,
                                Duration.ofMinutes(10),
                                Duration.ofSeconds(10),
                                Map.of()));
    }

    @Test
    void anEngineAndItsDevicesAreNamedByTheirIds() {
        assertThat(
                        bind(
                                        "vitalwire.gateway.mllp",
                                        MllpSettings.class,
                                        Map.of(
                                                "vitalwire.gateway.mllp.senders.engine-1.MON_01",
                                                "monitor-7"))
                                .senders())
                .isEqualTo(Map.of("engine-1", Map.of("MON_01", "monitor-7")));
        assertThatThrownBy(() ->
                        bind(
                                "vitalwire.gateway.mllp",
                                MllpSettings.class,
                                Map.of("vitalwire.gateway.mllp.senders.engine-1.M", "bed 7")))
                .isInstanceOf(BindException.class);
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(prefix, type);
    }
}
