/** Who is on the ward, as every service needs it. */
@NullMarked
package org.vitalwire.kit.census;

import org.jspecify.annotations.NullMarked;
