package org.vitalwire.ehr.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.encoding.FhirJson;

/**
 * Writes pages of what was found itself, in the small part of the time that HAPI takes for it; to
 * the letter the same. Whoever wants it otherwise than as plain JSON is answered by HAPI.
 */
@Interceptor
public final class QuickPages {

    private static final Set<String> OTHERWISE =
            Set.of("_format", "_pretty", "_summary", "_elements");

    QuickPages() {}

    /** False: it is answered. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean write(
            RequestDetails request,
            @Nullable IBaseResource resource,
            HttpServletRequest asked,
            HttpServletResponse answer) {
        if (!(resource instanceof Bundle bundle)
                || bundle.getType() != Bundle.BundleType.SEARCHSET
                || !Collections.disjoint(request.getParameters().keySet(), OTHERWISE)
                || !wantsJson(asked.getHeader("Accept"))) {
            return true;
        }
        byte[] json = FhirJson.encode(bundle).getBytes(StandardCharsets.UTF_8);
        answer.setContentType("application/fhir+json;charset=UTF-8");
        answer.setContentLength(json.length);
        try {
            answer.getOutputStream().write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    /** Browsers, which want a page to look at, ask for none of these first. */
    private static boolean wantsJson(@Nullable String accept) {
        return accept == null
                || accept.startsWith("*/*")
                || accept.startsWith("application/json")
                || accept.startsWith("application/fhir+json");
    }
}
