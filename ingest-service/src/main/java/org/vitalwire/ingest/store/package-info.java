/** The sample store: wide rows and narrow ones, written once, read in milliseconds. */
@NullMarked
package org.vitalwire.ingest.store;

import org.jspecify.annotations.NullMarked;
