/**
 * HL7 v2 over MLLP and TLS: frames in, and an acknowledgement once Kafka has what was made of them.
 */
@NullMarked
package org.vitalwire.gateway.mllp;

import org.jspecify.annotations.NullMarked;
