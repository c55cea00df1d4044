/** Census in, FHIR out: what devices measured, in the record, once. */
@NullMarked
package org.vitalwire.ehr;

import org.jspecify.annotations.NullMarked;
