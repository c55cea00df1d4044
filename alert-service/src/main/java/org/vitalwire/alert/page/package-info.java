/**
 * Pages: which person is told of which alerts, by which ways, and what became of it. Planned in the
 * transaction of the call that makes them; sent by whoever takes them, once each, until there is a
 * receipt or nobody could be reached.
 */
@NullMarked
package org.vitalwire.alert.page;

import org.jspecify.annotations.NullMarked;
