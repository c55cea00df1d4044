/** Resources to FHIR JSON. */
@NullMarked
package org.vitalwire.ehr.encoding;

import org.jspecify.annotations.NullMarked;
