/** One database role and schema a service, migrated at start. */
@NullMarked
package org.vitalwire.kit.database;

import org.jspecify.annotations.NullMarked;
