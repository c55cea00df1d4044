/** Recorded patients: readers for the files of PhysioNet, and the mapping of their time to ours. */
@NullMarked
package org.vitalwire.simulator.recording;

import org.jspecify.annotations.NullMarked;
