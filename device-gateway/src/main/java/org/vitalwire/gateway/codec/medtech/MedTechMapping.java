package org.vitalwire.gateway.codec.medtech;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.medtech.ContentTemplate.Value;

/**
 * A device content mapping, ready to run: its templates, and which sign each of their values is.
 */
public final class MedTechMapping {

    /** Codecs of mappings are called {@code medtech:} and the mapping's id. */
    public static final String CODEC_PREFIX = "medtech:";

    private final String id;
    private final DeviceContent content;
    private final IdentityHashMap<Value, NamedSign> signs = new IdentityHashMap<>();
    private final List<Imported> imported = new ArrayList<>();
    private final List<Problem> notTakenOver;

    private MedTechMapping(String id, DeviceContent content, FhirMapping fhir) {
        this.id = id;
        this.content = content;
        this.notTakenOver = new ArrayList<>(content.notTakenOver());
        SignResolver resolver = new SignResolver(content.vitalwire(), fhir);
        for (ContentTemplate template : content.templates()) {
            for (Value value : template.values()) {
                SignResolver.Resolution resolution =
                        resolver.resolve(template.typeName(), value.name());
                if (resolution.sign().isPresent()) {
                    NamedSign sign = resolution.sign().get();
                    signs.put(value, sign);
                    imported.add(Imported.of(template, value, sign));
                } else if (!resolution.why().isEmpty()) {
                    notTakenOver.add(
                            new Problem(
                                    value.path(),
                                    template.typeName() + "." + value.name(),
                                    resolution.why()));
                }
            }
        }
    }

    /**
     * A value that becomes a vital sign.
     *
     * @param path where it stands in the upload
     * @param type the template's type name
     * @param unit that its numbers are taken to be in
     * @param saidBy who says what it is
     */
    public record Imported(
            String path,
            String type,
            String value,
            String sign,
            String unit,
            NamedSign.Source saidBy) {

        private static Imported of(ContentTemplate template, Value value, NamedSign sign) {
            return new Imported(
                    value.path(),
                    template.typeName(),
                    value.name(),
                    sign.sign().code(),
                    sign.unit(),
                    sign.source());
        }
    }

    /**
     * @param deviceContent MedTech's device content mapping as it is, JSON
     * @throws InvalidContentException listing each member that is wrong
     */
    public static MedTechMapping read(String id, byte[] deviceContent, FhirMapping fhir)
            throws InvalidContentException {
        return new MedTechMapping(id, DeviceContentReader.read(deviceContent), fhir);
    }

    public String id() {
        return id;
    }

    public PayloadCodec codec() {
        return new MedTechCodec(this);
    }

    /** How many templates run. */
    public int size() {
        return content.templates().size();
    }

    public List<Imported> imported() {
        return List.copyOf(imported);
    }

    /** What the upload says and we do not follow, and why. */
    public List<Problem> notTakenOver() {
        return List.copyOf(notTakenOver);
    }

    List<ContentTemplate> templates() {
        return content.templates();
    }

    Optional<NamedSign> sign(Value value) {
        return Optional.ofNullable(signs.get(value));
    }

    boolean comparesDevice() {
        return content.vitalwire().comparesDevice();
    }

    Optional<ZoneId> zone() {
        return content.vitalwire().zone();
    }
}
