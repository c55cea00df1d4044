/** A service's part in forgetting a patient (erasures.v1). */
@NullMarked
package org.vitalwire.kit.erasure;

import org.jspecify.annotations.NullMarked;
