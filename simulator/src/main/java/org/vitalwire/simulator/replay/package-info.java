/** Sends recorded patients to the platform and counts what became of them. */
@NullMarked
package org.vitalwire.simulator.replay;

import org.jspecify.annotations.NullMarked;
