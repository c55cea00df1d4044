/** Transitions of episodes to their topic, in the order in which they happened. */
@NullMarked
package org.vitalwire.alert.publication;

import org.jspecify.annotations.NullMarked;
