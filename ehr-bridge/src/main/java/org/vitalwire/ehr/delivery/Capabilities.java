package org.vitalwire.ehr.delivery;

import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;

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

    /**
     * Those of the kinds that the server lists among its resources. Observations it gets in any
     * case: a server that takes none says so to each.
     */
    Kinds kinds(CapabilityStatement statement, Set<ChartKind> wanted) {
        Set<ChartKind> delivered = EnumSet.noneOf(ChartKind.class);
        Set<ChartKind> notOffered = EnumSet.noneOf(ChartKind.class);
        for (ChartKind kind : wanted) {
            (kind == ChartKind.OBSERVATION || isOffered(statement, kind) ? delivered : notOffered)
                    .add(kind);
        }
        return new Kinds(delivered, notOffered);
    }

    private boolean isOffered(CapabilityStatement statement, ChartKind kind) {
        return statement.getRest().stream()
                .flatMap(rest -> rest.getResource().stream())
                .filter(resource -> type(kind).equals(resource.getType()))
                // A server that does not say whether we may choose ids is taken at its
                // Observations.
                .anyMatch(resource ->
                        !clientIds || !resource.hasUpdateCreate() || resource.getUpdateCreate());
    }

    private static String type(ChartKind kind) {
        return switch (kind) {
            case OBSERVATION -> "Observation";
            case FLAG -> "Flag";
            case COMMUNICATION -> "Communication";
            case TASK -> "Task";
            case DEVICE -> "Device";
            case DEVICE_METRIC -> "DeviceMetric";
        };
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
