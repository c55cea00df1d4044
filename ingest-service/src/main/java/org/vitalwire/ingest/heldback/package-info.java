/** Values that no score or limit rests on, kept and told with the reason. */
@NullMarked
package org.vitalwire.ingest.heldback;

import org.jspecify.annotations.NullMarked;
