/**
 * The other events of the platform as domain records: associations, census, scores, findings,
 * episodes.
 */
@NullMarked
package org.vitalwire.contracts.event;

import org.jspecify.annotations.NullMarked;
