package org.vitalwire.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.event.DeviceStatus.Item;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.gateway.device.TestDevices;

class StatusReportTest {

    @Test
    void whatADeviceSaysOfItselfIsRead() {
        assertThat(
                        parse(
                                "{\"battery\":87.5,\"firmware\":\" 2.1 \",\"fault\":\"lead off\",\"x\":[]}"))
                .contains(
                        new StatusReport(
                                OptionalDouble.of(87.5),
                                Optional.of("2.1"),
                                Optional.of("lead off"),
                                List.of()));
    }

    @Test
    void onlyItemsThatTheModelNamesAreTakenOver() {
        StatusReport report =
                StatusReport.parse(
                                """
                                {"items":{"infused-volume":{"value":12.5,"unit":"mL"},"rate":{"value":50},
                                 "running":true,"patient":"somebody","alarm":{}}}
                                """
                                        .getBytes(StandardCharsets.UTF_8),
                                TestDevices.active("p", "infusion-pump").model())
                        .orElseThrow();

        assertThat(report.items())
                .containsExactly(
                        new Item("running", "true", Optional.empty()),
                        new Item("rate", "50", Optional.of("mL/h")),
                        new Item("infused-volume", "12.5", Optional.of("mL")));
    }

    @Test
    void anItemStaysUntilItIsSaidAnew() {
        DeviceModel bed = TestDevices.active("b", "smart-bed").model();
        StatusReport before = bed(bed, "{\"items\":{\"occupied\":true,\"exit\":false}}");

        assertThat(bed(bed, "{\"items\":{\"occupied\":false}}").over(before).items())
                .extracting(Item::name, Item::value)
                .containsExactly(tuple("occupied", "false"), tuple("exit", "false"));
        assertThat(bed(bed, "{\"battery\":5}").over(before).items()).isEqualTo(before.items());
    }

    private static StatusReport bed(DeviceModel bed, String payload) {
        return StatusReport.parse(payload.getBytes(StandardCharsets.UTF_8), bed).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"battery\":101,\"firmware\":7,\"fault\":\"\"}",
                "{\"battery\":-1}",
                "{\"battery\":\"full\",\"firmware\":null}"
            })
    void whatMakesNoSenseIsAbsent(String payload) {
        assertThat(parse(payload)).contains(StatusReport.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "7", "{"})
    void whatIsNoObjectIsNoReport(String payload) {
        assertThat(parse(payload)).isEmpty();
    }

    @Test
    void aFaultThatIsNotRepeatedIsOver() {
        StatusReport before = parse("{\"battery\":50,\"fault\":\"lead off\"}").orElseThrow();
        StatusReport now = parse("{\"firmware\":\"2.2\"}").orElseThrow().over(before);

        assertThat(now.batteryPercent()).hasValue(50);
        assertThat(now.firmware()).contains("2.2");
        assertThat(now.fault()).isEmpty();
    }

    @Test
    void longTextsAreCut() {
        assertThat(parse("{\"fault\":\"" + "x".repeat(1_000) + "\"}").orElseThrow().fault())
                .hasValueSatisfying(text -> assertThat(text).hasSize(200));
    }

    private static Optional<StatusReport> parse(String payload) {
        return StatusReport.parse(
                payload.getBytes(StandardCharsets.UTF_8), TestDevices.monitor("m").model());
    }
}
