package org.vitalwire.ingest.waveform;

import java.util.List;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.ingest.store.DevicePeriod;

/** Every sample once, ten seconds of a channel in a row. */
interface WaveformStore {

    /**
     * Writes all packets or none, durably. In any order, and as often as they come, the same
     * packets make the same rows.
     *
     * @throws org.vitalwire.ingest.store.RowsRefusedException when at least one can never be
     *     written
     * @throws org.vitalwire.ingest.store.StoreUnavailableException when the same packets may pass
     *     later
     */
    Window.Merged write(List<WaveformPacket> packets);

    /** One wave within the periods, in the order of time, cut at their borders to the sample. */
    List<StoredWave> read(List<DevicePeriod> periods, VitalSign sign);
}
