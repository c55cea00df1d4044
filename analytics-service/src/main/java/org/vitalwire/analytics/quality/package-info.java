/**
 * Signal quality: which values of a reading a score or a limit may rest on, before either sees
 * them. Pure: no clock, log or I/O. What is in doubt is held back with its reason and never for
 * ever where a finding could be lost by it: a doubt that lasts is believed.
 */
@NullMarked
package org.vitalwire.analytics.quality;

import org.jspecify.annotations.NullMarked;
