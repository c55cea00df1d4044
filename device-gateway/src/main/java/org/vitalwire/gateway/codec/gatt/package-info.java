/** Measurement characteristics of Bluetooth LE health devices, as phone gateways pass them on. */
@NullMarked
package org.vitalwire.gateway.codec.gatt;

import org.jspecify.annotations.NullMarked;
