package org.vitalwire.analytics.patient;

import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The ward's policy with a rule of every other kind. */
final class RichPolicy {

    private static final String MORE =
            """
            {
              "id": "rich",
              "scores": [
                {"score": "qsofa", "median": "PT1M",
                 "bands": [{"atLeast": 2, "delay": "PT60S", "priority": "medium"}],
                 "clearAfter": "PT2M", "maxGap": "PT5M", "sparseGap": "PT15M"},
                {"score": "bedside-pews",
                 "bands": [{"atLeast": 8, "delay": "PT60S", "priority": "high"}],
                 "clearAfter": "PT2M", "maxGap": "PT5M", "sparseGap": "PT15M"}
              ],
              "trends": [
                {"condition": "rising-heart-rate", "title": "Heart rate rising",
                 "signs": ["heart-rate", "pulse-rate"], "direction": "rising", "window": "PT1H",
                 "steps": [{"perHour": 10, "delay": "PT10M", "priority": "low"}],
                 "confidence": 0.95, "clearAfter": "PT10M", "maxGap": "PT5M", "sparseGap": "PT15M"}
              ],
              "baselines": [
                {"condition": "unusual-respiratory-rate", "title": "Breathing unlike usual",
                 "signs": ["respiratory-rate"], "direction": "above",
                 "steps": [{"deviations": 4, "delay": "PT5M", "priority": "low"}],
                 "leastSpread": 2, "clearAfter": "PT5M", "maxGap": "PT5M", "sparseGap": "PT15M"}
              ],
              "combinations": [
                {"condition": "possible-shock", "title": "Fast heart, low pressure",
                 "all": [{"sign": "heart-rate", "above": 110}, {"condition": "low-systolic-pressure"}],
                 "delay": "PT60S", "priority": "high", "clearAfter": "PT2M"}
              ],
              "technical": {
                "silence": [{"signs": ["spo2"], "after": "PT5M", "priority": "low"}],
                "artefactRate": {"share": 0.3, "window": "PT10M", "leastValues": 20,
                                 "delay": "PT5M", "clearAfter": "PT5M", "priority": "low"},
                "clock": {"offBy": "PT2M", "priority": "low"},
                "lowBattery": {"below": 15, "priority": "low"}
              }
            }
            """;

    private RichPolicy() {}

    static Policy read() {
        ObjectNode document = (ObjectNode) ShippedPolicies.WARD_ADULT.document();
        document.setAll((ObjectNode) JsonMapper.shared().readTree(MORE));
        return PolicyReader.read("rich", document).withVersion(3);
    }
}
