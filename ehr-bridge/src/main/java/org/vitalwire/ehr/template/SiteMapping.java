package org.vitalwire.ehr.template;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.ObservationMapping;

/**
 * Writes as a site's templates say what they are for, and everything else as we do. Id, identifier,
 * patient, device, times, labels and notes are ours in any case: delivery and correction rest on
 * them.
 */
public final class SiteMapping implements ObservationMapping {

    private final Map<ChartItem, SiteTemplate> templates;
    private final List<TemplateProblem> notUsed;

    private SiteMapping(Map<ChartItem, SiteTemplate> templates, List<TemplateProblem> notUsed) {
        this.templates = new EnumMap<>(ChartItem.class);
        this.templates.putAll(templates);
        this.notUsed = List.copyOf(notUsed);
    }

    /**
     * @throws InvalidTemplateException if a template would write something that is not so
     */
    public static SiteMapping of(FhirTemplates templates) throws InvalidTemplateException {
        SignBinder binder = new SignBinder(templates);
        return new SiteMapping(binder.bind(), binder.notUsed());
    }

    /** The items of the chart that templates write. */
    public Set<ChartItem> items() {
        return new TreeSet<>(templates.keySet());
    }

    /** What stands in the mapping and changes nothing. */
    public List<TemplateProblem> notUsed() {
        return notUsed;
    }

    @Override
    public Observation toObservation(LedgerEntry entry) {
        Observation standard = ObservationMapping.STANDARD.toObservation(entry);
        SiteTemplate template = templates.get(entry.chart().key().item());
        return template != null && entry.chart().facts() instanceof ChartFacts.Measured measured
                ? template.rewrite(standard, measured.samples())
                : standard;
    }
}
