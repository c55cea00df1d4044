package org.vitalwire.analytics.policy;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires what is told of the policy. */
@Configuration(proxyBeanMethods = false)
@Import(PolicyController.class)
public class PolicyConfiguration {}
