/**
 * Scores as pure functions over published tables, which are data: {@code *.json} beside this
 * package, each with its source. One engine reads them all: bands over inputs, age bands, inputs
 * that stand in for each other, inputs that are computed from others. A missing or stale input is
 * missing: there are no partial totals, only bounds. A score for which there is no table, or none
 * for the patient's age, refuses and says why.
 *
 * <p>NEWS2 has a package of its own ({@code news2}), as its bands hang on an order.
 */
@NullMarked
package org.vitalwire.analytics.score;

import org.jspecify.annotations.NullMarked;
