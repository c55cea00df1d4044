/** What a target would get of a patient by a charting policy, without writing any of it. */
@NullMarked
package org.vitalwire.ehr.preview;

import org.jspecify.annotations.NullMarked;
