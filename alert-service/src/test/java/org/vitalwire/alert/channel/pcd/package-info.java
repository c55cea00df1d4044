/** Tests. */
@NullMarked
package org.vitalwire.alert.channel.pcd;

import org.jspecify.annotations.NullMarked;
