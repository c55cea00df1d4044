package org.vitalwire.gateway.fleet;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The fleet. */
@Configuration(proxyBeanMethods = false)
@Import({Fleet.class, FleetController.class})
public class FleetConfiguration {}
