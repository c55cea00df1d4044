/** W3C trace context, carried from the device's message to the alert. */
@NullMarked
package org.vitalwire.contracts.trace;

import org.jspecify.annotations.NullMarked;
