/**
 * Decisions about policies: who put which one in force, for whom, from when, and why. What is in
 * force for a patient at a moment follows from them: patient before unit before organisation before
 * what we ship.
 */
@NullMarked
package org.vitalwire.analytics.decision;

import org.jspecify.annotations.NullMarked;
