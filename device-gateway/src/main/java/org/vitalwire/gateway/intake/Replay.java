package org.vitalwire.gateway.intake;

import java.util.List;
import org.vitalwire.gateway.codec.Fault;

/**
 * What a quarantined payload gives now.
 *
 * @param prepared the records of what is taken; none of refusals, as the bytes lie in quarantine
 *     already
 * @param faults what is refused still
 */
public record Replay(Prepared prepared, List<Fault> faults) {}
