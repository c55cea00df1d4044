/**
 * From readings and scores to lines of the chart: at most one a minute, nothing lost, none twice.
 */
@NullMarked
package org.vitalwire.ehr.charting;

import org.jspecify.annotations.NullMarked;
