package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.template.SiteMapping;

class TemplateFileTest {

    private static final String MAPPING =
            """
            {"templateType": "CollectionFhir", "template": [
              {"templateType": "CodeValueFhir", "template": {"typeName": "hr",
               "codes": [{"code": "8867-4", "system": "http://loinc.org"}],
               "value": {"valueName": "hr", "valueType": "Quantity", "unit": "UNIT"}}}]}
            """;

    @TempDir private Path directory;

    private TemplateSettings settings(String unit) throws IOException {
        Path file = directory.resolve("fhirmapping.json");
        Files.writeString(file, MAPPING.replace("UNIT", unit));
        return new TemplateSettings(file.toString());
    }

    @Test
    void withoutAFileObservationsAreWrittenAsTheProfilesWantThem() {
        assertThat(TemplateFile.mapping(new TemplateSettings("")))
                .isSameAs(ObservationMapping.STANDARD);
    }

    @Test
    void aFileIsUsed() throws IOException {
        assertThat(TemplateFile.mapping(settings("bpm"))).isInstanceOf(SiteMapping.class);
    }

    @Test
    void aFaultyFileStopsTheStartWithPlaceAndReason() throws IOException {
        String file = settings("mmHg").file();

        new ApplicationContextRunner()
                .withUserConfiguration(OnlyTheMapping.class)
                .withPropertyValues("vitalwire.ehr.template.file=" + file)
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessageContaining(
                                        "$.template[0].template.value.unit: heart-rate does not"
                                                + " come in mmHg"));
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> TemplateFile.mapping(new TemplateSettings("/nowhere/at/all.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("vitalwire.ehr.template.file /nowhere/at/all.json cannot be read");
    }

    @Configuration(proxyBeanMethods = false)
    @org.springframework.boot.context.properties.EnableConfigurationProperties(
            TemplateSettings.class)
    static class OnlyTheMapping {
        @Bean
        ObservationMapping mapping(TemplateSettings settings) {
            return TemplateFile.mapping(settings);
        }
    }
}
