package org.vitalwire.ehr.mapping;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.contracts.event.Score;

/**
 * NEWS2 (c) Royal College of Physicians 2017, with the SNOMED CT UK codes of its total and of its
 * points. Only complete scores come here: a partial sum is not a NEWS2.
 */
final class NewsScoreMapper {

    private static final Map<String, String> POINTS =
            Map.of(
                    "respiratory-rate", "1104301000000104",
                    "oxygen", "1104331000000105",
                    "systolic-pressure", "1104341000000101",
                    "pulse", "1104351000000103",
                    "consciousness", "1104361000000100",
                    "temperature", "1104371000000107");
    private static final Map<Integer, String> SPO2_POINTS_BY_SCALE =
            Map.of(1, "1104311000000102", 2, "1104321000000108");

    private NewsScoreMapper() {}

    static void score(Observation observation, Score score) {
        Score.Assessment assessment = score.asOf(score.measuredAt());
        int total =
                assessment
                        .total()
                        .orElseThrow(() ->
                                new IllegalStateException("an incomplete score is not charted"));
        observation.setEffective(ObservationMapper.dateTime(score.measuredAt()));
        observation.setValue(new IntegerType(total));
        observation.addInterpretation(
                new CodeableConcept().setText("Clinical risk: " + assessment.risk().code()));
        for (Score.Component component : score.components()) {
            component
                    .input()
                    .ifPresent(input ->
                            observation
                                    .addComponent()
                                    .setCode(code(component.name(), score.spo2Scale()))
                                    .setValue(new IntegerType(input.points())));
        }
    }

    private static CodeableConcept code(String component, int spo2Scale) {
        boolean spo2 = component.equals("spo2");
        CodeableConcept concept =
                new CodeableConcept()
                        .setText(
                                "NEWS2 points: " + component + (spo2 ? " scale " + spo2Scale : ""));
        Optional.ofNullable(spo2 ? SPO2_POINTS_BY_SCALE.get(spo2Scale) : POINTS.get(component))
                .ifPresent(code ->
                        concept.addCoding(
                                new Coding().setSystem(CodeSystems.SNOMED).setCode(code)));
        return concept;
    }
}
