/**
 * Runs policies over recorded patients through the very evaluator that runs live, and says side by
 * side what they would have called, what of it was right and what it would have cost.
 *
 * <p>Patients stay private: ids tell stays apart and never leave this package.
 */
@NullMarked
package org.vitalwire.analytics.evaluation;

import org.jspecify.annotations.NullMarked;
