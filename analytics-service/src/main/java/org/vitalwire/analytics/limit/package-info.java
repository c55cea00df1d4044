/** Limits on one sign: which value is beyond which step of depth. Pure; time is condition's. */
@NullMarked
package org.vitalwire.analytics.limit;

import org.jspecify.annotations.NullMarked;
