package org.vitalwire.ehr.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.Charts;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.testkit.SharedData;

class FhirJsonTest {

    private static final String TIME = "2026-01-01T00:00:00Z";
    private static final IParser HAPI = FhirContext.forR4Cached().newJsonParser();

    @ParameterizedTest
    @MethodSource("org.vitalwire.ehr.mapping.Charts#all")
    void everyLineOfTheChartIsWrittenAsHapiWritesItAndNotByHapi(LedgerEntry line) {
        Observation observation = ObservationMapper.toObservation(line);

        assertThat(written(observation)).isEqualTo(HAPI.encodeResourceToString(observation));
        assertThat(FhirJson.encode(observation)).isEqualTo(written(observation));
        assertThat(HAPI.parseResource(Observation.class, FhirJson.encode(observation)))
                .usingComparator((a, b) -> a.equalsDeep(b) ? 0 : 1)
                .isEqualTo(
                        HAPI.parseResource(
                                Observation.class, HAPI.encodeResourceToString(observation)));
    }

    @ParameterizedTest
    @MethodSource("more")
    void whateverElseIsInItIsNotLeftOut(Consumer<Observation> more) {
        Observation observation = line();
        more.accept(observation);

        assertThat(FhirJson.encode(observation))
                .isEqualTo(HAPI.encodeResourceToString(observation));
    }

    static Stream<Consumer<Observation>> more() {
        return Stream.of(
                o -> o.getMeta().setVersionId("3").setLastUpdatedElement(new InstantType(TIME)),
                o -> o.getMeta().setSource("#1"),
                o -> o.setLanguage("de"),
                o -> o.getText().setDivAsString("<div>seen</div>"),
                o -> o.addExtension("urn:x", new StringType("y")),
                o -> o.addModifierExtension().setUrl("urn:x").setValue(new StringType("y")),
                o -> o.addContained(new Patient().setId("c")),
                o -> o.addBasedOn(new Reference("ServiceRequest/1")),
                o -> o.addPartOf(new Reference("Procedure/1")),
                o -> o.addFocus(new Reference("Device/1")),
                o -> o.setEncounter(new Reference("Encounter/1")),
                o -> o.addPerformer(new Reference("Practitioner/1")),
                o -> o.setBodySite(new CodeableConcept().setText("arm")),
                o -> o.setSpecimen(new Reference("Specimen/1")),
                o -> o.addReferenceRange().setText("as yesterday"),
                o -> o.addHasMember(new Reference("Observation/1")),
                o -> o.getStatusElement().addExtension("urn:x", new StringType("y")),
                o -> o.getCode().addExtension("urn:x", new StringType("y")),
                o -> o.getCode().setId("code"),
                o -> o.getCode().getCodingFirstRep().setVersion("2.80"),
                o -> o.getCode().getCodingFirstRep().setUserSelected(true),
                o -> o.getSubject().setDisplay("bed 3"),
                o -> o.getSubject().setType("Patient"),
                o -> o.getSubject().getIdentifier().setValue("1"),
                o -> o.setSubject(new Reference(new Patient().setId("Patient/7"))),
                o ->
                        o.getIdentifierFirstRep()
                                .setUse(org.hl7.fhir.r4.model.Identifier.IdentifierUse.OFFICIAL),
                o -> o.getValueQuantity().setComparator(Quantity.QuantityComparator.LESS_THAN),
                o -> o.getValueQuantity().getValueElement().setId("v"),
                o ->
                        o.addNote(
                                new Annotation()
                                        .setText("a")
                                        .setTimeElement(new DateTimeType(TIME))),
                o -> o.addComponent().addReferenceRange().setText("as yesterday"),
                o -> o.setId("Observation/7/_history/2"),
                o -> o.setValue(new PositiveIntType(7)),
                o -> o.setValue(new BooleanType(true)),
                o -> o.setEffective(new InstantType(TIME)));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatTemplatesAndWavesAddIsWrittenAsHapiWritesIt(Consumer<Observation> more) {
        Observation observation = line();
        more.accept(observation);

        assertThat(written(observation)).isEqualTo(HAPI.encodeResourceToString(observation));
    }

    static Stream<Consumer<Observation>> ours() {
        return Stream.of(
                o -> o.setId("Observation/7"),
                o ->
                        o.setValue(
                                new StringType(
                                        "quote \" and \\ and tab\t and \u00e4\u20ac\ud83d\ude00")),
                o -> o.setValue(new Quantity().setValue(new java.math.BigDecimal("1E+3"))),
                o -> o.setValue(new Quantity().setValue(new java.math.BigDecimal("0.0000001"))),
                o -> o.setValue(new CodeableConcept().setText("alert")),
                o ->
                        o.setValue(
                                new SampledData()
                                        .setOrigin(new Quantity(0))
                                        .setPeriod(4)
                                        .setFactor(0.5)
                                        .setDimensions(1)
                                        .setData("1 2 E 3")),
                o -> o.setValue(null).setDataAbsentReason(new CodeableConcept().setText("error")),
                o -> o.addInterpretation(new CodeableConcept().setText("questionable")),
                o ->
                        o.setEffective(
                                new Period()
                                        .setStartElement(new DateTimeType(TIME))
                                        .setEndElement(new DateTimeType("2026-01-01T00:01:00Z"))),
                o -> o.addDerivedFrom(new Reference("Observation/9")),
                o -> o.setIdentifier(null).setDevice(null).setMeta(null));
    }

    @Test
    void aTransactionIsWrittenAsHapiWritesIt() {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : List.of(line(), new Patient().setId("p1"))) {
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.POST)
                    .setUrl(resource.fhirType())
                    .setIfNoneExist("identifier=a|b");
        }

        assertThat(FhirJson.encode(bundle)).isEqualTo(HAPI.encodeResourceToString(bundle));
        bundle.addLink().setRelation("self").setUrl("http://localhost");
        assertThat(FhirJson.encode(bundle)).isEqualTo(HAPI.encodeResourceToString(bundle));
    }

    @Test
    void aPageOfASearchIsWrittenAsHapiWritesIt() {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(2);
        bundle.addLink().setRelation("self").setUrl("http://localhost/fhir/Observation?a=b%7Cc");
        bundle.addLink().setRelation("next").setUrl("http://localhost/fhir/Observation?_cursor=x");
        Observation found = line();
        found.getMeta().setVersionId("3").setLastUpdatedElement(new InstantType(TIME));
        bundle.addEntry()
                .setFullUrl("http://localhost/fhir/Observation/" + found.getIdPart())
                .setResource(found)
                .getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH);

        assertThat(FhirJson.encode(bundle)).isEqualTo(HAPI.encodeResourceToString(bundle));
        assertThat(written(found)).isEqualTo(HAPI.encodeResourceToString(found));
    }

    @Test
    void theExamplesOfOthersAreWrittenAsHapiWritesThem() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.walk(SharedData.path("fhir"))) {
            examples = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        int compared = 0;
        for (Path example : examples) {
            String text = Files.readString(example);
            if (text.contains("\"resourceType\"") && text.contains("\"Observation\"")) {
                Resource resource = (Resource) HAPI.parseResource(text);
                assertThat(FhirJson.encode(resource))
                        .as(example.getFileName().toString())
                        .isEqualTo(HAPI.encodeResourceToString(resource));
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    private static Observation line() {
        return Charts.all()
                .map(ObservationMapper::toObservation)
                .filter(Observation::hasValueQuantity)
                .findFirst()
                .orElseThrow();
    }

    /** Without HAPI: it fails where HAPI would have to help. */
    private static String written(Observation observation) {
        java.io.StringWriter text = new java.io.StringWriter();
        try (tools.jackson.core.JsonGenerator json = FhirJson.generator(text)) {
            new ObservationJson(json).write(observation);
        }
        return text.toString();
    }
}
