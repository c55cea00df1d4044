/** Payloads to readings: pure functions of bytes, without clock, log or I/O. */
@NullMarked
package org.vitalwire.gateway.codec;

import org.jspecify.annotations.NullMarked;
