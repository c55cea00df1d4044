/** Who looked at whose data. */
@NullMarked
package org.vitalwire.kit.audit;

import org.jspecify.annotations.NullMarked;
