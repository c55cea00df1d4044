/** Signed deliveries to a system of the hospital's own. */
@NullMarked
package org.vitalwire.alert.webhook;

import org.jspecify.annotations.NullMarked;
