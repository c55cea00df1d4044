package org.vitalwire.standalone.run;

/** What {@code up} was told. */
record Options(
        DataDirectory data,
        String httpAddress,
        int httpPort,
        int mqttPort,
        String publicUrl,
        boolean simulator,
        boolean watchdog) {}
