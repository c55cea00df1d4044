/**
 * Simulated patients: what their bodies do and what a bedside monitor makes of it. Pure and seeded:
 * the same plan gives the same samples, whatever the clock says.
 */
@NullMarked
package org.vitalwire.simulator.physiology;

import org.jspecify.annotations.NullMarked;
