package org.vitalwire.gateway.codec.gatt;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Personal health devices tell local times without a zone.
 *
 * @param zone whose wall clock the devices are set to; for {@code ble-gatt} and {@code ieee-11073}
 */
@ConfigurationProperties("vitalwire.gateway.gatt")
public record GattSettings(@DefaultValue("UTC") ZoneId zone) {}
