/**
 * What of the chart a record is to get: by the minute, fewer and coarser, around alerts, or not.
 */
@NullMarked
package org.vitalwire.ehr.policy;

import org.jspecify.annotations.NullMarked;
