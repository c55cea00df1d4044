package org.vitalwire.ingest.waveform;

/** Another writer began a row between our look and our write. Nothing was written. */
final class RowBegunElsewhereException extends Exception {

    private static final long serialVersionUID = 1L;
}
