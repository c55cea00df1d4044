package org.vitalwire.gateway.intake;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.NativeJsonCodec;
import org.vitalwire.gateway.codec.PayloadCodec;

/** Codecs and the intake that uses them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClockSettings.class, IntakeSettings.class})
public class IntakeConfiguration {

    @Bean
    PayloadCodec gatewayNativeJsonCodec() {
        return new NativeJsonCodec();
    }

    @Bean
    Intake gatewayIntake(
            List<PayloadCodec> codecs,
            AssociationLedger ledger,
            ClockSettings clocks,
            IntakeSettings settings) {
        return new Intake(
                codecs.stream().collect(Collectors.toMap(PayloadCodec::name, Function.identity())),
                ledger,
                clocks,
                Math.toIntExact(settings.maximumPayload().toBytes()));
    }
}
