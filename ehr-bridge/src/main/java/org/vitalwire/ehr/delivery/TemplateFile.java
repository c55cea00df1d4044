package org.vitalwire.ehr.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.template.FhirTemplates;
import org.vitalwire.ehr.template.InvalidTemplateException;
import org.vitalwire.ehr.template.SiteMapping;

/** The file with the site's templates, read once at start. */
final class TemplateFile {

    private static final Logger log = LoggerFactory.getLogger(TemplateFile.class);

    private TemplateFile() {}

    /**
     * @throws IllegalStateException if the file cannot be read or is faulty, with every fault and
     *     its place
     */
    static ObservationMapping mapping(TemplateSettings settings) {
        if (settings.file().isBlank()) {
            return ObservationMapping.STANDARD;
        }
        try {
            SiteMapping mapping =
                    SiteMapping.of(
                            FhirTemplates.read(Files.readAllBytes(Path.of(settings.file()))));
            mapping.notUsed().forEach(problem -> log.atWarn().log("template {}", problem));
            if (mapping.items().isEmpty()) {
                log.atWarn().log("the site's templates are for no line of the chart");
            }
            log.atInfo()
                    .addKeyValue(
                            "items",
                            mapping.items().stream()
                                    .map(ChartItem::code)
                                    .collect(Collectors.joining(",")))
                    .log("Observations are written by the site's templates");
            return mapping;
        } catch (InvalidTemplateException e) {
            throw new IllegalStateException(
                    "vitalwire.ehr.template.file "
                            + settings.file()
                            + " cannot be used: "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "vitalwire.ehr.template.file " + settings.file() + " cannot be read", e);
        }
    }
}
