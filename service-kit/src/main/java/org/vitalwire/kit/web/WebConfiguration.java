package org.vitalwire.kit.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** How we answer over HTTP. */
@Configuration(proxyBeanMethods = false)
@Import(ApiProblemAdvice.class)
public class WebConfiguration {}
