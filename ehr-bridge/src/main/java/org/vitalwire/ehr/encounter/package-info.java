/** The census from a FHIR server of the hospital: its encounters, patients and locations, read. */
@NullMarked
package org.vitalwire.ehr.encounter;

import org.jspecify.annotations.NullMarked;
