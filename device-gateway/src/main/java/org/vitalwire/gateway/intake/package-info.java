/** From a published message to the records that Kafka must keep before it is acknowledged. */
@NullMarked
package org.vitalwire.gateway.intake;

import org.jspecify.annotations.NullMarked;
