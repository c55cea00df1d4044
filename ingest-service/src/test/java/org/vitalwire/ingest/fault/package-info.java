/** What becomes of acknowledged readings when the database, the disk or a process goes away. */
@NullMarked
package org.vitalwire.ingest.fault;

import org.jspecify.annotations.NullMarked;
