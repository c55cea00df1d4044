package org.vitalwire.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The boundaries that the architecture draws, held by the build. */
@AnalyzeClasses(packages = "org.vitalwire", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SERVICES = {
        "org.vitalwire.gateway..",
        "org.vitalwire.ingest..",
        "org.vitalwire.analytics..",
        "org.vitalwire.alert..",
        "org.vitalwire.ehr.."
    };

    private static final String[] PURE = {
        "org.vitalwire.contracts..",
        "..codec..",
        "..scoring..",
        "..episode..",
        "org.vitalwire.ehr.mapping..",
        "org.vitalwire.ehr.template.."
    };

    @ArchTest
    static final ArchRule servicesMeetOnTopicsAndNeverImportEachOther =
            slices().matching("org.vitalwire.(gateway|ingest|analytics|alert|ehr)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule contractsDependOnNothingOfOurs =
            noClasses()
                    .that()
                    .resideInAPackage("org.vitalwire.contracts..")
                    .should()
                    .dependOnClassesThat(
                            describe(
                                    "are ours but not contracts",
                                    (JavaClass c) ->
                                            c.getPackageName().startsWith("org.vitalwire.")
                                                    && !c.getPackageName()
                                                            .startsWith(
                                                                    "org.vitalwire.contracts")));

    @ArchTest
    static final ArchRule theKitKnowsNoService =
            noClasses()
                    .that()
                    .resideInAnyPackage("org.vitalwire.kit..", "org.vitalwire.embedded..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SERVICES);

    @ArchTest
    static final ArchRule servicesKnowNothingOfTheOneProcessRun =
            noClasses()
                    .that()
                    .resideInAnyPackage(SERVICES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.vitalwire.standalone..",
                            "org.vitalwire.embedded..",
                            "org.vitalwire.simulator..");

    @ArchTest
    static final ArchRule pureCoreHasNoSpringNoDatabaseNoBrokerNoLog =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    // A feature's settings stand beside it and are only read by its configuration.
                    .and()
                    .areNotAnnotatedWith(ConfigurationProperties.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..",
                            "org.apache.kafka..",
                            "java.sql..",
                            "javax.sql..",
                            "org.slf4j..",
                            "io.vertx..");

    @ArchTest
    static final ArchRule pureCoreDoesNotLookAtTheClock =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule fhirTypesStayInTheBridge =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.vitalwire.ehr..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..");

    @ArchTest
    static final ArchRule noForestOfHelpers =
            classes()
                    .that()
                    .resideInAPackage("org.vitalwire..")
                    .should()
                    .resideOutsideOfPackages(
                            "..util..", "..common..", "..impl..", "..entities..", "..dto..");
}
