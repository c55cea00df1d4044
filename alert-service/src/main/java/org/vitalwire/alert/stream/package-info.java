/** The live stream of alerts, resumable from the database. */
@NullMarked
package org.vitalwire.alert.stream;

import org.jspecify.annotations.NullMarked;
