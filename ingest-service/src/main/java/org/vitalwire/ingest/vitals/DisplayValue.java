package org.vitalwire.ingest.vitals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/** Values as they stand in JSON: numbers at the sign's resolution, letters for coded signs. */
public final class DisplayValue {

    private DisplayValue() {}

    public static Object of(VitalSign sign, double value) {
        String text = sign.entry().format(value);
        return isCoded(sign) ? text : new BigDecimal(text);
    }

    /** One digit finer than a single value, as a mean deserves. */
    static Object ofMean(VitalSign sign, double mean) {
        int scale = Math.max(sign.entry().resolution().scale(), 0) + 1;
        return BigDecimal.valueOf(mean).setScale(scale, RoundingMode.HALF_UP);
    }

    static boolean isCoded(VitalSign sign) {
        return sign.entry().kind() == CatalogueEntry.Kind.CODED;
    }
}
