package org.vitalwire.kit.erasure;

import org.vitalwire.contracts.event.ErasureNotice.Erasure;

/** Makes a service forget a patient. */
@FunctionalInterface
public interface PatientEraser {

    /**
     * Returning means that nothing of the patient is left here. It may be called again for the same
     * erasure, also after a crash in the middle.
     *
     * @return rows or records that went
     * @throws RuntimeException when it could not be done now; it is then asked again, until it is
     */
    long erase(Erasure erasure);
}
