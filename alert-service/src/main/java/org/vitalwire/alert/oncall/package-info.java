/**
 * Who is on duty for a care unit, in which role, at any instant: teams, their schedules of rotating
 * turns, and the exceptions to them.
 */
@NullMarked
package org.vitalwire.alert.oncall;

import org.jspecify.annotations.NullMarked;
