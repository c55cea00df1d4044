package org.vitalwire.gateway.codec;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The codecs by the names that device models use. */
public interface PayloadCodecs {

    /** Empty for a name that no codec has, now. */
    Optional<PayloadCodec> find(String name);

    /** A fixed set. */
    static PayloadCodecs of(Collection<? extends PayloadCodec> codecs) {
        Map<String, PayloadCodec> byName =
                codecs.stream().collect(Collectors.toMap(PayloadCodec::name, Function.identity()));
        return name -> Optional.ofNullable(byName.get(name));
    }

    /** Asks the other for what this one does not have. */
    default PayloadCodecs or(PayloadCodecs other) {
        return name -> find(name).or(() -> other.find(name));
    }
}
