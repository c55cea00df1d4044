package org.vitalwire.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;
import org.vitalwire.ehr.access.AccessSettings;
import org.vitalwire.ehr.adt.AdtSettings;
import org.vitalwire.ehr.charting.ChartingSettings;
import org.vitalwire.ehr.delivery.TargetSettings;
import org.vitalwire.ehr.delivery.TargetsSettings;
import org.vitalwire.ehr.delivery.TemplateSettings;
import org.vitalwire.ehr.encounter.FhirCensusSettings;
import org.vitalwire.ehr.encounter.SubscriptionSettings;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.measured.IngestSettings;

class SettingsTest {

    private static <T> T defaults(String prefix, Class<T> type) {
        return Binder.get(new MockEnvironment()).bindOrCreate(prefix, type);
    }

    @Test
    void chartingIsByTheMinuteWithShortGrace() {
        assertThat(defaults("vitalwire.ehr.charting", ChartingSettings.class))
                .isEqualTo(
                        new ChartingSettings(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(90),
                                2000));
    }

    @Test
    void nothingIsDeliveredUnlessATargetIsNamed() {
        assertThat(defaults("vitalwire.ehr.target", TargetSettings.class))
                .isEqualTo(
                        new TargetSettings(
                                "",
                                TargetSettings.Ids.AUTO,
                                true,
                                100,
                                8,
                                0,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(1),
                                Set.of(
                                        ChartKind.OBSERVATION,
                                        ChartKind.DEVICE,
                                        ChartKind.FLAG,
                                        ChartKind.COMMUNICATION)));
    }

    @Test
    void observationsAreWrittenAsTheProfilesWantThemUnlessAMappingIsNamed() {
        assertThat(defaults("vitalwire.ehr.template", TemplateSettings.class))
                .isEqualTo(new TemplateSettings(""));
    }

    @Test
    void ingestServiceIsWhereItListensByItself() {
        assertThat(defaults("vitalwire.ehr.ingest", IngestSettings.class))
                .isEqualTo(new IngestSettings("http://localhost:8082", Duration.ofSeconds(20)));
    }

    @Test
    void theCensusIsReadFromNoFhirServerUnlessOneIsNamed() {
        assertThat(defaults("vitalwire.ehr.census-fhir", FhirCensusSettings.class))
                .isEqualTo(
                        new FhirCensusSettings(
                                "",
                                AccessSettings.none(),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(2),
                                100,
                                100,
                                Duration.ofSeconds(30),
                                "",
                                Set.of("IMP", "ACUTE", "NONAC", "EMER", "OBSENC"),
                                Map.of(),
                                new SubscriptionSettings("", "", "", Duration.ofMinutes(1))));
    }

    @Test
    void admissionMessagesAreNotListenedForUnlessSomebodyWantsIt() {
        assertThat(defaults("vitalwire.ehr.adt", AdtSettings.class))
                .isEqualTo(
                        new AdtSettings(
                                false,
                                "127.0.0.1",
                                2576,
                                "",
                                Set.of(),
                                "",
                                Map.of(),
                                ZoneId.of("UTC"),
                                DataSize.ofMegabytes(1),
                                16,
                                Duration.ofHours(1),
                                Duration.ofDays(30)));
    }

    @Test
    void severalTargetsStandBesideTheDefaultOne() {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty("vitalwire.ehr.target.url", "https://record.example/fhir")
                        .withProperty("vitalwire.ehr.targets.archive.url", "https://a.example/fhir")
                        .withProperty("vitalwire.ehr.targets.archive.in-flight", "2")
                        .withProperty("vitalwire.ehr.targets.later.in-flight", "2");

        TargetsSettings settings =
                Binder.get(environment).bindOrCreate("vitalwire.ehr", TargetsSettings.class);

        assertThat(settings.configured()).containsOnlyKeys("archive", "default");
        assertThat(settings.configured().values())
                .extracting(TargetSettings::inFlight)
                .containsExactly(2, 8);
        assertThat(defaults("vitalwire.ehr", TargetsSettings.class).configured()).isEmpty();
    }

    @Test
    void targetsThatAreNoFhirServersSayWhereTheyAreInTheirOwnWay() {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty("vitalwire.ehr.targets.lab.type", "oru")
                        .withProperty("vitalwire.ehr.targets.lab.oru.host", "10.0.0.7")
                        .withProperty("vitalwire.ehr.targets.files.type", "ndjson")
                        .withProperty("vitalwire.ehr.targets.files.ndjson.directory", "/var/chart")
                        .withProperty("vitalwire.ehr.targets.nowhere.type", "oru");

        TargetsSettings settings =
                Binder.get(environment).bindOrCreate("vitalwire.ehr", TargetsSettings.class);

        assertThat(settings.configured()).containsOnlyKeys("files", "lab");
        assertThat(settings.configured().values())
                .extracting(target -> target.oru().port())
                .containsOnly(2575);
    }

    @Test
    void twoTargetsOfOneAddressAreRefused() {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty("vitalwire.ehr.target.url", "https://record.example/fhir")
                        .withProperty(
                                "vitalwire.ehr.targets.twin.url", "https://record.example/fhir/");

        assertThatThrownBy(() ->
                        Binder.get(environment)
                                .bindOrCreate("vitalwire.ehr", TargetsSettings.class))
                .rootCause()
                .hasMessage("two targets have the same address");
    }
}
