/** How completely a sign was measured: how often it usually comes, and where it did not. */
@NullMarked
package org.vitalwire.ingest.completeness;

import org.jspecify.annotations.NullMarked;
