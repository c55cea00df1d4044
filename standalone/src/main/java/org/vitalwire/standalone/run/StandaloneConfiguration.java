package org.vitalwire.standalone.run;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.vitalwire.alert.AlertConfiguration;
import org.vitalwire.analytics.AnalyticsConfiguration;
import org.vitalwire.ehr.EhrBridgeConfiguration;
import org.vitalwire.gateway.DeviceGatewayConfiguration;
import org.vitalwire.ingest.IngestConfiguration;
import org.vitalwire.standalone.login.LoginConfiguration;

/** The five services, side by side in one context; they still meet only on topics. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    DeviceGatewayConfiguration.class,
    IngestConfiguration.class,
    AnalyticsConfiguration.class,
    AlertConfiguration.class,
    EhrBridgeConfiguration.class,
    LoginConfiguration.class
})
class StandaloneConfiguration {}
