/** Commands that talk to a running platform. */
@NullMarked
package org.vitalwire.standalone.command;

import org.jspecify.annotations.NullMarked;
