package org.vitalwire.gateway.codec.medtech;

import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.medtech.EvaluationBudget.SpentException;
import tools.jackson.core.JacksonException;

/** Runs the templates of one mapping on a payload. */
final class MedTechCodec implements PayloadCodec {

    /**
     * For one payload. A step has been seen to take 10 microseconds on a busy machine, so this is
     * two seconds at the worst; a message of MedTech's samples takes some hundred steps.
     */
    private static final long STEPS = 200_000;

    private final MedTechMapping mapping;
    private final String name;

    MedTechCodec(MedTechMapping mapping) {
        this.mapping = mapping;
        this.name = MedTechMapping.CODEC_PREFIX + mapping.id();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean gzipShowsByItself() {
        return true;
    }

    @Override
    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
        EventDocument document;
        try {
            document = EventDocument.read(payload);
        } catch (JacksonException e) {
            return DecodedPayload.undecodable("not JSON", payload.length());
        }
        try {
            return EvaluationBudget.within(
                    STEPS, () -> new MedTechDecoding(mapping, document, payload, trace).decode());
        } catch (SpentException e) {
            return DecodedPayload.refused(
                    FailureCode.TEMPLATE_FAILED,
                    "the templates take more steps than one payload may",
                    payload.length());
        }
    }
}
