package org.vitalwire.ehr.census;

/** Who says where patients are. */
public enum CensusSource {
    /** A person or a program over the API, explicitly. */
    REST,
    /** The hospital's own admission messages. */
    ADT,
    /** A FHIR server that was read. */
    FHIR
}
