package org.vitalwire.benchmarks.gateway;

import java.util.List;

/** Something that takes MQTT 5 publications at QoS 1 over mutual TLS, in a process of its own. */
interface Contestant extends AutoCloseable {

    /** For the report. */
    String name();

    long pid();

    int port();

    /** Lets the devices in that will connect. */
    void admit(List<String> deviceIds) throws Exception;

    @Override
    void close();
}
