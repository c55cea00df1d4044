/** The state machine, by example and by chance. */
@NullMarked
package org.vitalwire.alert.episode;

import org.jspecify.annotations.NullMarked;
