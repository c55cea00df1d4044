package org.vitalwire.ehr.adt;

import java.util.concurrent.atomic.AtomicInteger;

/** Admission messages as a hospital's system writes them. */
final class Messages {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Messages() {}

    /**
     * @param entered EVN-2
     * @param pv1 PV1-3
     */
    static String of(String trigger, String entered, String patient, String pv1) {
        return header(trigger, entered, "")
                + "PID|1||"
                + patient
                + "^^^HOSP^MR||Test^One||19501231|F\r"
                + (pv1.isEmpty() ? "" : "PV1|1|I|" + pv1 + "\r");
    }

    static String merge(String entered, String survivor, String gone) {
        return header("A40", entered, "")
                + "PID|1||"
                + survivor
                + "^^^HOSP^MR||Test^One||19501231|F\rMRG|"
                + gone
                + "^^^HOSP^MR\r";
    }

    static String header(String trigger, String entered, String happened) {
        return "MSH|^~\\&|ADMIT|HOSP|VITALWIRE|ICU|"
                + entered
                + "||ADT^"
                + trigger
                + "^ADT_A01|C"
                + NUMBERS.incrementAndGet()
                + "|P|2.5\rEVN||"
                + entered
                + "||||"
                + happened
                + "\r";
    }
}
