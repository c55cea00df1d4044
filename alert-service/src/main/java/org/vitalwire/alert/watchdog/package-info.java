/**
 * Watches the whole chain by sending something through it: a canary beats, and its silence is told
 * by a way that needs nothing of the chain.
 */
@NullMarked
package org.vitalwire.alert.watchdog;

import org.jspecify.annotations.NullMarked;
