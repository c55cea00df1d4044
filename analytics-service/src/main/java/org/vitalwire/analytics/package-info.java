/** Analytics: finds the deteriorating patient in each patient's stream of readings. */
@NullMarked
package org.vitalwire.analytics;

import org.jspecify.annotations.NullMarked;
