package org.vitalwire.gateway.codec.personalhealth;

/** The attributes that are read, by their MDC numbers in the object partition. */
final class Attribute {

    /** Partition and code of what is measured. */
    static final int TYPE = 0x092F;

    /** {@code MDC_ATTR_METRIC_ID}: what is measured, in the partition of the type. */
    static final int METRIC_ID = 0x092B;

    static final int UNIT = 0x0996;

    /** Which attributes a fixed report has, in order, with their lengths. */
    static final int VALUE_MAP = 0x0A55;

    /** The same for a scanner, object by object. */
    static final int SCANNER_MAP = 0x0A53;

    static final int SUPPLEMENTAL_TYPES = 0x0A61;

    /** What the parts of a compound value are. */
    static final int METRIC_IDS = 0x0A76;

    static final int CONFIGURATION_ID = 0x0A44;

    /** SFLOAT. */
    static final int BASIC_VALUE = 0x0A4C;

    /** FLOAT. */
    static final int SIMPLE_VALUE = 0x0A56;

    /** Metric, state, unit, FLOAT. */
    static final int VALUE = 0x0950;

    /** SFLOATs. */
    static final int COMPOUND_BASIC_VALUE = 0x0A75;

    /** FLOATs. */
    static final int COMPOUND_SIMPLE_VALUE = 0x0A74;

    static final int STATUS = 0x0947;

    /** Eight octets in BCD, local time. */
    static final int ABSOLUTE_TIME_STAMP = 0x0990;

    /** Other names under which devices send the same eight octets. */
    static final int ABSOLUTE_TIME = 0x0987;

    private Attribute() {}
}
