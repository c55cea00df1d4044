/** Which devices there are, of which model, and how they are enrolled. */
@NullMarked
package org.vitalwire.gateway.device;

import org.jspecify.annotations.NullMarked;
