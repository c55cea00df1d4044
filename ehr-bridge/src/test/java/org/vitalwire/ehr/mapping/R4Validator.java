package org.vitalwire.ehr.mapping;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/** HAPI's own validator, one for all tests of this process: its start costs more than its work. */
final class R4Validator {

    static final String HL7 = "http://hl7.org/fhir/StructureDefinition/";

    private static final Set<ResultSeverityEnum> SERIOUS =
            Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static final FhirValidator VALIDATOR = validator();

    private R4Validator() {}

    private static FhirValidator validator() {
        FhirContext fhir = FhirContext.forR4Cached();
        return fhir.newValidator()
                .registerValidatorModule(
                        new FhirInstanceValidator(
                                new ValidationSupportChain(
                                        new R4Definitions(fhir),
                                        new CommonCodeSystemsTerminologyService(fhir),
                                        new InMemoryTerminologyServerValidationSupport(fhir))));
    }

    /**
     * What is wrong with it.
     *
     * @param profile named here, for the validator does not apply one by itself
     */
    static List<String> errors(Resource resource, String profile) {
        return VALIDATOR
                .validateWithResult(resource, new ValidationOptions().addProfile(profile))
                .getMessages()
                .stream()
                .filter(message -> SERIOUS.contains(message.getSeverity()))
                .map(SingleValidationMessage::getMessage)
                .toList();
    }

    /** Against R4's own definition of the type. */
    static List<String> errors(Resource resource) {
        return errors(resource, HL7 + resource.fhirType());
    }
}
