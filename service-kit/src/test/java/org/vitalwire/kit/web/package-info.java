@NullMarked
package org.vitalwire.kit.web;

import org.jspecify.annotations.NullMarked;
