/**
 * Ways to reach a person: one port, an adapter for each way, and what comes back of a receipt. What
 * leaves the hospital's network says where and how urgent, never who the patient is.
 */
@NullMarked
package org.vitalwire.alert.channel;

import org.jspecify.annotations.NullMarked;
