/** What one device, or a storm of them, may take from all others: slowed down, never dropped. */
@NullMarked
package org.vitalwire.gateway.limit;

import org.jspecify.annotations.NullMarked;
