/** Sensor Measurement Lists (RFC 8428), in JSON and CBOR. */
@NullMarked
package org.vitalwire.gateway.codec.senml;

import org.jspecify.annotations.NullMarked;
