package org.vitalwire.ehr.mapping;

import java.util.regex.Pattern;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartKey;

/** Our ids as FHIR ids, which know no underscore. */
public final class FhirIds {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final String DEVICE_PREFIX = "vwd-";
    private static final String PATIENT_PREFIX = "vwp-";

    private static final String UNIT_PREFIX = "vwu-";

    private FhirIds() {}

    /** The hospital's logical id itself, wherever it is a legal FHIR id. */
    public static String of(PatientId patientId) {
        return LEGAL.matcher(patientId.value()).matches()
                ? patientId.value()
                : ChartKey.digest(PATIENT_PREFIX, patientId.value());
    }

    /** Prefixed: the Device resource is ours and must not meet one of the hospital's. */
    public static String of(DeviceId deviceId) {
        String id = DEVICE_PREFIX + deviceId.value();
        return LEGAL.matcher(id).matches() ? id : ChartKey.digest(DEVICE_PREFIX, deviceId.value());
    }

    /** Of the Group of who is in a care unit. */
    public static String ofCareUnit(String careUnit) {
        String id = UNIT_PREFIX + careUnit;
        return LEGAL.matcher(id).matches() ? id : ChartKey.digest(UNIT_PREFIX, careUnit);
    }
}
