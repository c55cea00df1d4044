/** Results as Markdown. */
@NullMarked
package org.vitalwire.benchmarks.report;

import org.jspecify.annotations.NullMarked;
