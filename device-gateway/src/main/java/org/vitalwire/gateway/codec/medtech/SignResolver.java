package org.vitalwire.gateway.codec.medtech;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.medtech.VitalSignNames.Meaning;

/**
 * Which vital sign a template's value is, and in which unit. Templates do not say either: MedTech
 * has it in the FHIR mapping. A name that could be something else is not guessed at.
 */
final class SignResolver {

    private static final String HOW = "; name the sign in the vitalwire member";

    private final VitalwireMember.Member member;
    private final FhirMapping fhir;

    SignResolver(VitalwireMember.Member member, FhirMapping fhir) {
        this.member = member;
        this.fhir = fhir;
    }

    /**
     * @param sign empty for a value that is not taken over
     * @param why it is not; empty when somebody said that it is of no interest
     */
    record Resolution(Optional<NamedSign> sign, String why) {
        static Resolution of(NamedSign sign) {
            return new Resolution(Optional.of(sign), "");
        }

        static Resolution not(String why) {
            return new Resolution(Optional.empty(), why);
        }
    }

    Resolution resolve(String typeName, String valueName) {
        Optional<NamedSign> said =
                member.signs().get(VitalwireMember.Member.key(typeName, valueName));
        if (said != null) {
            return new Resolution(said, "");
        }
        Optional<FhirMapping.Described> described = fhir.find(typeName, valueName);
        String unit = described.map(FhirMapping.Described::unit).orElse("");
        if (described.isPresent() && !described.get().loinc().isEmpty()) {
            Optional<VitalSign> coded =
                    described.get().loinc().stream()
                            .flatMap(code -> VitalSignNames.byCode(code).stream())
                            .findFirst();
            return coded.map(sign -> inUnit(sign, unit, null))
                    .orElseGet(() ->
                            Resolution.not(
                                    "LOINC %s of the FHIR mapping is no sign of the catalogue"
                                            .formatted(described.get().loinc().getFirst())));
        }
        return byName(typeName, valueName, unit);
    }

    private Resolution byName(String typeName, String valueName, String unit) {
        Meaning type = VitalSignNames.of(typeName);
        if (type instanceof Meaning.Other) {
            return Resolution.not("%s is no sign of the catalogue".formatted(typeName));
        }
        return switch (VitalSignNames.of(valueName)) {
            case Meaning.Other _ ->
                    Resolution.not("%s is no sign of the catalogue".formatted(valueName));
            case Meaning.Unknown _ -> Resolution.not("no vital sign goes by that name" + HOW);
            case Meaning.Neutral _ ->
                    type instanceof Meaning.Sign sign
                            ? inUnit(sign.sign(), unit, sign.unit())
                            : Resolution.not("no vital sign goes by that name" + HOW);
            case Meaning.Sign sign ->
                    type instanceof Meaning.Sign other && other.sign() != sign.sign()
                            ? Resolution.not(
                                    "the names of type and value are different signs" + HOW)
                            : inUnit(sign.sign(), unit, sign.unit());
        };
    }

    /**
     * @param unit of the FHIR mapping, or empty
     * @param usual what a name says, or null where no name was asked
     */
    private static Resolution inUnit(VitalSign sign, String unit, @Nullable String usual) {
        if (sign.entry().kind() == Kind.CODED) {
            return Resolution.of(new NamedSign(sign, "", NamedSign.Source.NAME));
        }
        if (!unit.isEmpty()) {
            NamedSign named = new NamedSign(sign, unit, NamedSign.Source.FHIR_MAPPING);
            return named.comesInItsUnit()
                    ? Resolution.of(named)
                    : Resolution.not(
                            "%s does not come in the FHIR mapping's unit %s"
                                    .formatted(sign.code(), unit));
        }
        String usually = usual == null ? usualUnit(sign) : usual;
        return usually.isEmpty()
                ? Resolution.not(
                        "%s comes in units that cannot be told apart by the number; upload the FHIR"
                                        .formatted(sign.code())
                                + " mapping, or say the unit in the vitalwire member")
                : Resolution.of(new NamedSign(sign, usually, NamedSign.Source.NAME));
    }

    private static String usualUnit(VitalSign sign) {
        return VitalSignNames.of(sign.code()) instanceof Meaning.Sign named ? named.unit() : "";
    }
}
