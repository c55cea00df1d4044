/**
 * Follows corrections of associations: what was charted on the wrong patient becomes
 * entered-in-error, and the right patient gets it.
 */
@NullMarked
package org.vitalwire.ehr.correction;

import org.jspecify.annotations.NullMarked;
