/** FHIR R4 for integrators at {@code /fhir}: reads what is charted, whether delivered or not. */
@NullMarked
package org.vitalwire.ehr.facade;

import org.jspecify.annotations.NullMarked;
