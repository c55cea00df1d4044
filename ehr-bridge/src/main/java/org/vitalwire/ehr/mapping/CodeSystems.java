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

    /** Point-of-Care Devices: questionable, calibration-ongoing and the like. */
    static final String MEASUREMENT_STATUS =
            "http://hl7.org/fhir/uv/pocd/CodeSystem/measurement-status";

    static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /** Value: the Observation's own id, a digest. */
    public static final String OBSERVATION_ID = "https://vitalwire.org/fhir/sid/observation";

    /** Value: the hospital's logical id of the patient. */
    public static final String PATIENT_ID = "https://vitalwire.org/fhir/sid/patient";

    /** Value: the care unit's name in the census. */
    public static final String CARE_UNIT = "https://vitalwire.org/fhir/sid/care-unit";

    /** Value: the device's name in its certificate. */
    public static final String DEVICE_ID = "https://vitalwire.org/fhir/sid/device";

    /** Value: the part of an alert that a Flag, Communication or Task is, a digest. */
    public static final String ALERT_ID = "https://vitalwire.org/fhir/sid/alert";

    /** Value: the subject of a person, as the hospital's identity provider names it. */
    public static final String PERSON_ID = "https://vitalwire.org/fhir/sid/person";

    /** Value: a condition that alerts are raised for, such as {@code low-spo2}. */
    static final String ALERT_CONDITION = "https://vitalwire.org/fhir/CodeSystem/alert-condition";

    /** Value: {@code retrospective}. */
    static final String CHARTING = "https://vitalwire.org/fhir/CodeSystem/charting";

    private CodeSystems() {}
}
