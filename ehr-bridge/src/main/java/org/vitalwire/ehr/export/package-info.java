/** Gives a patient's data away: everything that is charted, as one FHIR Bundle. */
@NullMarked
package org.vitalwire.ehr.export;

import org.jspecify.annotations.NullMarked;
