package org.vitalwire.ehr.preview;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.delivery.TargetsSettings;
import org.vitalwire.ehr.ledger.ChartedMinutes;
import org.vitalwire.ehr.ledger.PatientAlerts;
import org.vitalwire.ehr.policy.TargetPolicies;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.security.PatientAccess;

/** What would be written. */
@Configuration(proxyBeanMethods = false)
public class PreviewConfiguration {

    @Bean
    PreviewController ehrPreviewController(
            TargetsSettings targets,
            TargetPolicies policies,
            ServiceDatabase ehrDatabase,
            PatientAccess access,
            AuditLog audit) {
        return new PreviewController(
                targets.configured().keySet(),
                policies::of,
                new ChartedMinutes(ehrDatabase),
                new PatientAlerts(ehrDatabase),
                access,
                audit);
    }
}
