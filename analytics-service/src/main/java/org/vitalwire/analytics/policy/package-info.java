/** The policy in force: limits and NEWS2 settings as data, validated before anything uses them. */
@NullMarked
package org.vitalwire.analytics.policy;

import org.jspecify.annotations.NullMarked;
