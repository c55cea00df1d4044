/** Forgets a patient's findings, episodes and alerts. */
@NullMarked
package org.vitalwire.alert.erasure;

import org.jspecify.annotations.NullMarked;
