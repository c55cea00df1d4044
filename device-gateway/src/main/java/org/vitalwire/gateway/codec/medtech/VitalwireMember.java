package org.vitalwire.gateway.codec.medtech;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The member {@code vitalwire} beside what MedTech reads: what we need to know and its templates do
 * not say.
 *
 * <pre>{@code
 * "vitalwire": {
 *   "signs": {"heartrate.hr": {"sign": "heart-rate", "unit": "/min"}, "steps.steps": null},
 *   "deviceId": "ignore",
 *   "zone": "Europe/Berlin"
 * }
 * }</pre>
 */
final class VitalwireMember {

    private VitalwireMember() {}

    /**
     * @param signs by {@code typeName.valueName} in small letters; empty says that the value is of
     *     no interest
     * @param comparesDevice whether a device id in the payload must be that of the connection
     * @param zone of times that have none; without it such times are refused
     */
    record Member(
            Map<String, Optional<NamedSign>> signs, boolean comparesDevice, Optional<ZoneId> zone) {

        static final Member NONE = new Member(Map.of(), true, Optional.empty());

        Member {
            signs = Map.copyOf(signs);
        }

        static String key(String typeName, String valueName) {
            return (typeName + "." + valueName).toLowerCase(Locale.ROOT);
        }
    }

    static Member read(JsonNode node, String path, List<Problem> invalid) {
        if (node.isMissingNode() || node.isNull()) {
            return Member.NONE;
        }
        if (!node.isObject()) {
            invalid.add(new Problem(path, "", "an object"));
            return Member.NONE;
        }
        JsonMembers members = new JsonMembers(node, path);
        Map<String, Optional<NamedSign>> signs = new LinkedHashMap<>();
        members.find("signs")
                .ifPresent(given ->
                        given.properties()
                                .forEach(entry ->
                                        signs.put(
                                                entry.getKey().toLowerCase(Locale.ROOT),
                                                sign(
                                                        entry.getValue(),
                                                        members.path("signs")
                                                                + "['"
                                                                + entry.getKey()
                                                                + "']",
                                                        invalid))));
        boolean compares = true;
        Optional<String> deviceId = members.text("deviceId");
        if (deviceId.isPresent()) {
            compares = !deviceId.get().equals("ignore");
            if (compares && !deviceId.get().equals("match")) {
                invalid.add(
                        new Problem(members.path("deviceId"), deviceId.get(), "match or ignore"));
            }
        }
        Optional<ZoneId> zone = zone(members, invalid);
        members.unknown()
                .forEach(name -> invalid.add(new Problem(path + "." + name, name, "unknown")));
        return new Member(signs, compares, zone);
    }

    private static Optional<NamedSign> sign(JsonNode node, String path, List<Problem> invalid) {
        if (node.isNull()) {
            return Optional.empty();
        }
        JsonMembers members = new JsonMembers(node, path);
        Optional<NamedSign> sign =
                members.text("sign")
                        .flatMap(VitalSignNames::byCode)
                        .map(found ->
                                new NamedSign(
                                        found,
                                        members.text("unit").orElse(found.entry().unit()),
                                        NamedSign.Source.VITALWIRE_MEMBER));
        if (sign.isEmpty()) {
            invalid.add(
                    new Problem(
                            members.path("sign"),
                            members.text("sign").orElse(""),
                            "a sign of the catalogue, or its LOINC or MDC code"));
        } else if (!sign.get().comesInItsUnit()) {
            invalid.add(
                    new Problem(
                            members.path("unit"),
                            sign.get().unit(),
                            sign.get().sign().code() + " does not come in that unit"));
        }
        return sign;
    }

    private static Optional<ZoneId> zone(JsonMembers members, List<Problem> invalid) {
        Optional<String> name = members.text("zone");
        try {
            return name.map(ZoneId::of);
        } catch (DateTimeException e) {
            invalid.add(
                    new Problem(
                            members.path("zone"),
                            name.orElse(""),
                            "a zone such as Z, +01:00 or Europe/Berlin"));
            return Optional.empty();
        }
    }
}
