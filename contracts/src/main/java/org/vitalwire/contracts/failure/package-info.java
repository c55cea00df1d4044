/** Numbered failure codes; the kind decides between quarantine, retry and page. */
@NullMarked
package org.vitalwire.contracts.failure;

import org.jspecify.annotations.NullMarked;
