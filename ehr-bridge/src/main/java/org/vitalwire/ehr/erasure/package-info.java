/** Forgets a patient: the census entry, and what is charted of them here. */
@NullMarked
package org.vitalwire.ehr.erasure;

import org.jspecify.annotations.NullMarked;
