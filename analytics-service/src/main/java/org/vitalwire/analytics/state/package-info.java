/**
 * The compact bytes in which every memory of a patient is kept between two readings: one writer and
 * one reader, so that each memory can keep its own format beside its own class.
 */
@NullMarked
package org.vitalwire.analytics.state;

import org.jspecify.annotations.NullMarked;
