/** What happens to devices, told to whoever should know: {@code device-events.v1}. */
@NullMarked
package org.vitalwire.gateway.event;

import org.jspecify.annotations.NullMarked;
