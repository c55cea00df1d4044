/**
 * What operators see and say of the storage: how long each table is kept, what is done to it by the
 * hour, how much there is, and for how long the disk lasts.
 */
@NullMarked
package org.vitalwire.ingest.storage;

import org.jspecify.annotations.NullMarked;
