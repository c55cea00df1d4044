package org.vitalwire.ehr.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.vitalwire.contracts.vitals.VitalSign;

/** ACVPU letters as SNOMED CT findings, after UK Core's value set ACVPU 2.1.0. */
final class Consciousness {

    private record Level(String letter, String code, String display) {}

    private static final List<Level> LEVELS =
            List.of(
                    new Level("A", "248234008", "Mentally alert"),
                    new Level("C", "130987000", "Acute confusion"),
                    new Level("V", "300202002", "Responds to voice"),
                    new Level("P", "450847001", "Responds to pain"),
                    new Level("U", "422768004", "Unresponsive"));

    private Consciousness() {}

    /**
     * @param value index into the catalogue's letters
     */
    static CodeableConcept concept(double value) {
        String letter = VitalSign.CONSCIOUSNESS.entry().format(value);
        CodeableConcept concept = new CodeableConcept().setText(letter);
        LEVELS.stream()
                .filter(level -> level.letter().equals(letter))
                .forEach(level ->
                        concept.addCoding(
                                new Coding(CodeSystems.SNOMED, level.code(), level.display())));
        return concept;
    }
}
