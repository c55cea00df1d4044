/**
 * NEWS2 (c) Royal College of Physicians 2017, as a pure function over its published table. A
 * missing or stale input is missing: there are no partial totals, only bounds.
 */
@NullMarked
package org.vitalwire.analytics.news2;

import org.jspecify.annotations.NullMarked;
