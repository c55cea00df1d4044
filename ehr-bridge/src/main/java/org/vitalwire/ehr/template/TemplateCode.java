package org.vitalwire.ehr.template;

/**
 * A Coding as a template has it.
 *
 * @param system empty where it names none
 * @param display empty where it has none
 */
record TemplateCode(String system, String code, String display) {}
