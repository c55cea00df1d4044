/**
 * What becomes of a finding: how long until it is on consoles, on how many of them, and what many
 * at once cost. Of the alert service alone, and of the whole platform from the publish on.
 */
@NullMarked
package org.vitalwire.benchmarks.alerts;

import org.jspecify.annotations.NullMarked;
