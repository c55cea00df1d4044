/**
 * What is usual for this very patient: a robust location and spread of each sign, learnt over about
 * a day. Pure, in a few bytes.
 */
@NullMarked
package org.vitalwire.analytics.baseline;

import org.jspecify.annotations.NullMarked;
