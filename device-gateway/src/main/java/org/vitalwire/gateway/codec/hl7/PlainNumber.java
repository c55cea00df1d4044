package org.vitalwire.gateway.codec.hl7;

/** The number in OBX-5. */
final class PlainNumber {

    private PlainNumber() {}

    /** NaN for what is not one plain decimal number: a range, a limit, a list, a word. */
    static double of(Hl7Segment obx) {
        if (obx.repetitions(5) != 1) {
            return Double.NaN;
        }
        String first = obx.text(5, 1);
        String second = obx.text(5, 2);
        boolean single = obx.text(5, 3).isEmpty() && obx.text(5, 4).isEmpty();
        if (obx.text(2).equals("SN")) {
            // Structured numeric: comparator, number, separator, number.
            return single && (first.isEmpty() || first.equals("=")) ? parse(second) : Double.NaN;
        }
        return single && second.isEmpty() ? parse(first) : Double.NaN;
    }

    private static double parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
                // Java would take 0x1p3, 1d and Infinity, too.
                return Double.NaN;
            }
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
