/** Forgets patients: their rows, the bytes of their rows, and what of theirs comes late. */
@NullMarked
package org.vitalwire.ingest.erasure;

import org.jspecify.annotations.NullMarked;
