/**
 * Alerts to an alert manager of the hospital by HL7 v2 over MLLP: IHE ACM, Report Alert (PCD-04),
 * and what it tells back, Report Alert Status (PCD-05).
 */
@NullMarked
package org.vitalwire.alert.channel.pcd;

import org.jspecify.annotations.NullMarked;
