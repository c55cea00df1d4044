/** Sampled waves such as an ECG, as packets of raw samples; never one object a sample. */
@NullMarked
package org.vitalwire.contracts.waveform;

import org.jspecify.annotations.NullMarked;
