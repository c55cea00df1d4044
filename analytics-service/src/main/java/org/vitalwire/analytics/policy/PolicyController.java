package org.vitalwire.analytics.policy;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** By which rules findings are made. Holds nothing about patients. */
@RestController
@RequestMapping("/api/v1/policies")
@Tag(name = "Policies", description = "Limits and NEWS2 settings in force")
class PolicyController {

    private final PolicyView view;

    PolicyController(Policy analyticsPolicy) {
        this.view = PolicyView.of(analyticsPolicy);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('CLINICIAN','CHARGE_NURSE','OPERATOR','INTEGRATOR','AUDITOR')")
    @Operation(summary = "The policy in force")
    PolicyView inForce() {
        return view;
    }
}
