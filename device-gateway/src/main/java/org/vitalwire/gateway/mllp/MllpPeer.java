package org.vitalwire.gateway.mllp;

/** The other end of a connection, as far as the connection has to do with it. */
interface MllpPeer {

    void write(byte[] bytes);

    void close();

    /** Nothing more is to be read for now. */
    void pause();

    void resume();
}
