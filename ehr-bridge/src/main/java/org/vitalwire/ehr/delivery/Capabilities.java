package org.vitalwire.ehr.delivery;

import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

/**
 * How a server wants to be written to.
 *
 * @param bundleType a transaction wherever the server has them
 * @param clientIds whether clients choose resource ids
 */
record Capabilities(BundleType bundleType, boolean clientIds) {

    static Capabilities of(CapabilityStatement statement, TargetSettings.Ids ids) {
        boolean clientIds =
                switch (ids) {
                    case CLIENT -> true;
                    case SERVER -> false;
                    case AUTO -> allowsClientIds(statement);
                };
        // A server that names neither is asked for a transaction: many forget to say.
        boolean onlyBatch =
                offers(statement, SystemRestfulInteraction.BATCH)
                        && !offers(statement, SystemRestfulInteraction.TRANSACTION);
        return new Capabilities(onlyBatch ? BundleType.BATCH : BundleType.TRANSACTION, clientIds);
    }

    static boolean isR4(CapabilityStatement statement) {
        return statement.hasFhirVersion() && statement.getFhirVersion().toCode().startsWith("4.0");
    }

    private static boolean allowsClientIds(CapabilityStatement statement) {
        return statement.getRest().stream()
                .flatMap(rest -> rest.getResource().stream())
                .filter(resource -> resource.getType().equals("Observation"))
                .anyMatch(resource -> resource.getUpdateCreate());
    }

    private static boolean offers(
            CapabilityStatement statement, SystemRestfulInteraction interaction) {
        return statement.getRest().stream()
                .map(CapabilityStatementRestComponent::getInteraction)
                .flatMap(java.util.List::stream)
                .anyMatch(offered -> offered.getCode() == interaction);
    }
}
