package org.vitalwire.ehr.template;

/** What a value is written as. */
sealed interface ValueTemplate {

    /** Which value of the measurement. */
    String valueName();

    /** Where it stands in the mapping. */
    String path();

    /**
     * Of several values the earliest.
     *
     * @param unit as people write it; empty where it says none
     * @param code the unit's code; empty where it says none
     * @param system of the code; empty where it says none
     */
    record AsQuantity(String path, String valueName, String unit, String code, String system)
            implements ValueTemplate {}

    /**
     * All values on a grid that begins with the Observation.
     *
     * @param unit as people write it; empty where it says none
     * @param code the unit's code in UCUM; empty as long as nobody knows which sign it is
     * @param periodMillis of the grid
     */
    record AsSampledData(String path, String valueName, String unit, String code, long periodMillis)
            implements ValueTemplate {}

    record AsText(String path, String valueName) implements ValueTemplate {}

    /** That there is a value means the concept; which value it is means nothing. */
    record AsConcept(String path, String valueName, TemplateConcept concept)
            implements ValueTemplate {}
}
