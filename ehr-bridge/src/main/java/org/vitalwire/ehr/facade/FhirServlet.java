package org.vitalwire.ehr.facade;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;

/** HAPI's server. It comes up at the first request: whoever does not use it does not pay for it. */
final class FhirServlet extends RestfulServer {

    private static final long serialVersionUID = 1L;

    // A servlet is serialisable by name only.
    private final transient List<Object> providers;

    FhirServlet(List<Object> providers) {
        this.providers = providers;
    }

    @Override
    protected void initialize() {
        setFhirContext(FhirContext.forR4Cached());
        setServerName("Vitalwire EHR bridge");
        setServerVersion("0.1.0");
        setImplementationDescription("What devices measured, by the minute");
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setDefaultPageSize(Page.DEFAULT_SIZE);
        setMaximumPageSize(Page.LARGEST_SIZE);
        registerInterceptor(new FhirCallers());
        registerInterceptor(new IngestFailures());
        registerInterceptor(new QuickPages());
        registerProviders(providers);
    }
}
