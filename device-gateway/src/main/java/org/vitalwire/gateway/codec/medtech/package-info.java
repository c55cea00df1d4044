/**
 * Device mapping templates of Microsoft's MedTech service (the open-source IoMT FHIR connector),
 * run as they are: what the templates find in a payload becomes readings. Pure.
 *
 * <p>{@link org.vitalwire.gateway.codec.medtech.DeviceContent} reads the templates, {@link
 * org.vitalwire.gateway.codec.medtech.MedTechCodec} runs them.
 *
 * @see <a href="https://github.com/microsoft/iomt-fhir/blob/main/docs/Configuration.md">device
 *     content mapping</a>
 */
@NullMarked
package org.vitalwire.gateway.codec.medtech;

import org.jspecify.annotations.NullMarked;
