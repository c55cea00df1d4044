package org.vitalwire.alert.episode;

/** Whether anybody is on call where a patient lies, at this moment. */
@FunctionalInterface
public interface Staffing {

    boolean anybody(CallTarget target);
}
