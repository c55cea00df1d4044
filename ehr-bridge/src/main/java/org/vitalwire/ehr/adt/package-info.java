/**
 * The hospital's admission messages (HL7 v2 ADT over MLLP): read, applied to the census in the
 * transaction that remembers them, and only then acknowledged.
 */
@NullMarked
package org.vitalwire.ehr.adt;

import org.jspecify.annotations.NullMarked;
