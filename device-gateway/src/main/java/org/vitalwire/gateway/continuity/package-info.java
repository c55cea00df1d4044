/**
 * What each device counted and what of it came: the gap ledger. Read from {@code readings.v1}, so
 * that it tells what is kept and not what was seen on a socket.
 */
@NullMarked
package org.vitalwire.gateway.continuity;

import org.jspecify.annotations.NullMarked;
