/** Packets of sampled waves as devices send them, in JSON and in CBOR: pure functions of bytes. */
@NullMarked
package org.vitalwire.gateway.waveform;

import org.jspecify.annotations.NullMarked;
