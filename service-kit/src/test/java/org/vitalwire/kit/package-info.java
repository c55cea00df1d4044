/** The kit, in a small service of its own. */
@NullMarked
package org.vitalwire.kit;

import org.jspecify.annotations.NullMarked;
