/** The alert service against a real Kafka and a real PostgreSQL. */
@NullMarked
package org.vitalwire.alert;

import org.jspecify.annotations.NullMarked;
