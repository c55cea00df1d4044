package org.vitalwire.ingest.vitals;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.kit.web.ApiProblem;

/** Signs as callers name them; waves have an API of their own. */
public final class SignsParameter {

    private SignsParameter() {}

    /**
     * Codes with commas between them, each once.
     *
     * @throws ApiProblem 400 {@code NO_SIGNS} or {@code UNKNOWN_SIGN}
     */
    public static List<VitalSign> list(String codes) {
        List<VitalSign> signs = new ArrayList<>();
        for (String code : codes.split(",", -1)) {
            if (code.isBlank()) {
                continue;
            }
            VitalSign sign = one(code);
            if (!signs.contains(sign)) {
                signs.add(sign);
            }
        }
        if (signs.isEmpty()) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "NO_SIGNS",
                    "'signs' must name at least one sign, as in heart-rate,spo2.");
        }
        return signs;
    }

    /**
     * One code.
     *
     * @throws ApiProblem 400 {@code UNKNOWN_SIGN}
     */
    public static VitalSign one(String code) {
        return VitalSign.ofCode(code.strip())
                .filter(SignsParameter::isValue)
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "UNKNOWN_SIGN",
                                "A sign is not in the catalogue."));
    }

    /** Whether single values are stored of it, which is not so of waves. */
    public static boolean isValue(VitalSign sign) {
        return sign.entry().kind() != CatalogueEntry.Kind.WAVEFORM;
    }
}
