/** What each device's clock shows against ours. */
@NullMarked
package org.vitalwire.gateway.intake.clock;

import org.jspecify.annotations.NullMarked;
