/**
 * What goes on the chart: items, the minute they are charted for, and the samples of that minute.
 * Pure.
 */
@NullMarked
package org.vitalwire.ehr.chart;

import org.jspecify.annotations.NullMarked;
