package org.vitalwire.gateway.intake;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.NativeJsonCodec;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.codec.gatt.GattCodec;
import org.vitalwire.gateway.codec.gatt.GattSettings;
import org.vitalwire.gateway.codec.hl7.Hl7OruCodec;
import org.vitalwire.gateway.codec.hl7.Hl7Settings;
import org.vitalwire.gateway.codec.openmhealth.OpenMHealthCodec;
import org.vitalwire.gateway.codec.personalhealth.PersonalHealthCodec;
import org.vitalwire.gateway.codec.senml.SenMlCodec;
import org.vitalwire.gateway.device.DeviceModels;
import org.vitalwire.gateway.intake.clock.DeviceClockSettings;
import org.vitalwire.gateway.intake.clock.DeviceClocks;

/** Codecs and the intake that uses them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ClockSettings.class,
    DeviceClockSettings.class,
    IntakeSettings.class,
    GattSettings.class,
    Hl7Settings.class
})
public class IntakeConfiguration {

    @Bean
    PayloadCodec gatewayNativeJsonCodec() {
        return new NativeJsonCodec();
    }

    @Bean
    PayloadCodec gatewaySenMlJsonCodec() {
        return SenMlCodec.json();
    }

    @Bean
    PayloadCodec gatewaySenMlCborCodec() {
        return SenMlCodec.cbor();
    }

    @Bean
    PayloadCodec gatewayOpenMHealthCodec() {
        return new OpenMHealthCodec();
    }

    @Bean
    PayloadCodec gatewayGattCodec(GattSettings settings) {
        return new GattCodec(settings.zone());
    }

    @Bean
    PayloadCodec gatewayPersonalHealthCodec(GattSettings settings) {
        return new PersonalHealthCodec(settings.zone());
    }

    @Bean
    PayloadCodec gatewayHl7OruCodec(Hl7Settings settings) {
        return new Hl7OruCodec(settings);
    }

    @Bean
    Traffic gatewayTraffic() {
        return new Traffic();
    }

    @Bean
    DeviceClocks gatewayDeviceClocks(ClockSettings clocks, DeviceClockSettings settings) {
        return new DeviceClocks(clocks.clockTolerance(), settings.stepThreshold());
    }

    // Those that come and go while the gateway runs, such as mappings', are asked after the fixed.
    @Bean
    Intake gatewayIntake(
            List<PayloadCodec> codecs,
            List<PayloadCodecs> dynamic,
            AssociationLedger ledger,
            ClockSettings clocks,
            IntakeSettings settings,
            Traffic traffic,
            DeviceClocks deviceClocks,
            DeviceModels models) {
        PayloadCodecs all = dynamic.stream().reduce(PayloadCodecs.of(codecs), PayloadCodecs::or);
        models.requireCodecs(name -> all.find(name).isPresent());
        return new Intake(
                all,
                ledger,
                clocks,
                Math.toIntExact(settings.maximumPayload().toBytes()),
                traffic,
                deviceClocks);
    }
}
