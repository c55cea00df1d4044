/** As much of HL7 v2 as services speak: the encoding of messages, and MLLP. */
@NullMarked
package org.vitalwire.kit.hl7;

import org.jspecify.annotations.NullMarked;
