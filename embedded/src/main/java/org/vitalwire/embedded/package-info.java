/**
 * Launchers for the infrastructure that a single machine needs: a Kafka broker on disk and a
 * PostgreSQL server, each a real one, each surviving {@code kill -9} on its data directory.
 */
@NullMarked
package org.vitalwire.embedded;

import org.jspecify.annotations.NullMarked;
