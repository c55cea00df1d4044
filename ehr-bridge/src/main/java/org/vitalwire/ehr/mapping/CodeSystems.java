package org.vitalwire.ehr.mapping;

/** Systems of codes and identifiers. */
public final class CodeSystems {

    public static final String LOINC = "http://loinc.org";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String UCUM = "http://unitsofmeasure.org";

    /** ISO/IEEE 11073-10101. */
    public static final String MDC = "urn:iso:std:iso:11073:10101";

    public static final String CATEGORY =
            "http://terminology.hl7.org/CodeSystem/observation-category";

    static final String DATA_ABSENT_REASON =
            "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /** Value: the Observation's own id, a digest. */
    public static final String OBSERVATION_ID = "https://vitalwire.org/fhir/sid/observation";

    /** Value: the hospital's logical id of the patient. */
    public static final String PATIENT_ID = "https://vitalwire.org/fhir/sid/patient";

    /** Value: the device's name in its certificate. */
    public static final String DEVICE_ID = "https://vitalwire.org/fhir/sid/device";

    /** Value: {@code retrospective}. */
    static final String CHARTING = "https://vitalwire.org/fhir/CodeSystem/charting";

    private CodeSystems() {}
}
