/**
 * Device content mappings of Microsoft's MedTech service: upload, keep in versions, run as codecs,
 * make device models of them.
 */
@NullMarked
package org.vitalwire.gateway.mapping;

import org.jspecify.annotations.NullMarked;
