/**
 * HL7 v2: ORU^R01 as IHE PCD-01 and as vendors send it, and alarms by ORU^R40 (IHE PCD-04). Parsed
 * with HAPI HL7v2; what segments mean to us is here.
 */
@NullMarked
package org.vitalwire.gateway.codec.hl7;

import org.jspecify.annotations.NullMarked;
