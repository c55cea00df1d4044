package org.vitalwire.gateway.device;

import java.util.List;

/**
 * Where further device models come from, such as those that operators make of mapping templates. A
 * bean of this type is asked at the start, before any device is read, and again whenever the
 * registry is read again.
 */
public interface DeviceModelSource {

    List<DeviceModel> models();
}
