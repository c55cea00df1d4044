/** Orders of the SpO2 scale: given by a clinician, never inferred. */
@NullMarked
package org.vitalwire.analytics.oxygen;

import org.jspecify.annotations.NullMarked;
