/** What is wrong with the platform itself: noted once, ended once, told to who runs it. */
@NullMarked
package org.vitalwire.alert.operations;

import org.jspecify.annotations.NullMarked;
