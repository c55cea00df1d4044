/** What was refused, with its bytes and the reason, for vendors and operators to look at. */
@NullMarked
package org.vitalwire.gateway.quarantine;

import org.jspecify.annotations.NullMarked;
