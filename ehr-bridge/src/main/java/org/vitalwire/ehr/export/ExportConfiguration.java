package org.vitalwire.ehr.export;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.kit.database.ServiceDatabase;

/** The export of patients. */
@Configuration(value = "ehrExportConfiguration", proxyBeanMethods = false)
@Import(FhirExportController.class)
public class ExportConfiguration {

    @Bean
    FhirExport ehrFhirExport(ServiceDatabase ehrDatabase, Survivors ehrSurvivors) {
        return new FhirExport(new LedgerSearch(ehrDatabase), ehrSurvivors);
    }
}
