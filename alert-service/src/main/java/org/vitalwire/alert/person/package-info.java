/** The people who are called: how each wants to be reached, when not, and how often at most. */
@NullMarked
package org.vitalwire.alert.person;

import org.jspecify.annotations.NullMarked;
