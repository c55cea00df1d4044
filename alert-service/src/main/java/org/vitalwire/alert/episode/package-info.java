/** What an alert episode is and how it moves: pure, without clock, log or database. */
@NullMarked
package org.vitalwire.alert.episode;

import org.jspecify.annotations.NullMarked;
