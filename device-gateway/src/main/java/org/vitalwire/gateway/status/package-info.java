/** Whether a device is connected, and what it says of itself. */
@NullMarked
package org.vitalwire.gateway.status;

import org.jspecify.annotations.NullMarked;
