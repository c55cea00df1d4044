package org.vitalwire.gateway.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.device.KnownCertificate.Revocation;

/** Models and devices as the API shows them. What is not known is null. */
final class DeviceViews {

    private DeviceViews() {}

    record ModelView(
            String id,
            String display,
            String type,
            String codec,
            boolean synthetic,
            Duration silenceLimit,
            List<SignalView> signals,
            List<ItemView> statusItems,
            List<MaintenanceView> maintenance) {

        static ModelView of(DeviceModel model) {
            return new ModelView(
                    model.id(),
                    model.display(),
                    model.type(),
                    model.codec(),
                    model.synthetic(),
                    model.silenceLimit(),
                    model.signals().all().stream().map(SignalView::of).toList(),
                    model.statusItems().stream().map(ItemView::of).toList(),
                    model.maintenance().stream().map(MaintenanceView::of).toList());
        }
    }

    record SignalView(
            String sign,
            String unit,
            @Nullable Double rateHz,
            @Nullable Double low,
            @Nullable Double high) {

        static SignalView of(DeviceSignals.Signal signal) {
            return new SignalView(
                    signal.sign().code(),
                    signal.unit(),
                    signal.rateHz().isPresent() ? signal.rateHz().getAsDouble() : null,
                    signal.low().isPresent() ? signal.low().getAsDouble() : null,
                    signal.high().isPresent() ? signal.high().getAsDouble() : null);
        }
    }

    record ItemView(String name, String display, @Nullable String unit) {

        static ItemView of(DeviceModel.StatusItem item) {
            return new ItemView(item.name(), item.display(), item.unit().orElse(null));
        }
    }

    record MaintenanceView(
            String name, String display, @Nullable String every, @Nullable Integer afterUses) {

        static MaintenanceView of(DeviceModel.Maintenance work) {
            return new MaintenanceView(
                    work.name(),
                    work.display(),
                    work.every().map(Object::toString).orElse(null),
                    work.afterUses().isPresent() ? work.afterUses().getAsInt() : null);
        }
    }

    /** As in the list; {@code certificates} only where one device is looked at. */
    record DeviceView(
            String id,
            String model,
            String type,
            DeviceState state,
            boolean synthetic,
            String topic,
            Instant registeredAt,
            @Nullable String udi,
            @Nullable String serial,
            @Nullable String lot,
            @Nullable String firmware,
            @Nullable Instant certificateExpiresAt) {

        static DeviceView of(RegisteredDevice device) {
            return new DeviceView(
                    device.id().value(),
                    device.model().id(),
                    device.model().type(),
                    device.state(),
                    device.model().synthetic(),
                    device.readingsTopic(),
                    device.registeredAt(),
                    device.label().udi().orElse(null),
                    device.label().serial().orElse(null),
                    device.label().lot().orElse(null),
                    device.firmware().orElse(null),
                    device.certificateExpiresAt().orElse(null));
        }
    }

    record CertificateView(
            String serial,
            String sha256,
            Instant notBefore,
            Instant notAfter,
            Instant issuedAt,
            String issuedBy,
            boolean external,
            @Nullable Instant revokedAt,
            @Nullable String revokedBy,
            @Nullable String reason) {

        static CertificateView of(KnownCertificate certificate) {
            return new CertificateView(
                    certificate.serial(),
                    certificate.sha256(),
                    certificate.notBefore(),
                    certificate.notAfter(),
                    certificate.issuedAt(),
                    certificate.issuedBy(),
                    certificate.external(),
                    certificate.revocation().map(Revocation::at).orElse(null),
                    certificate.revocation().map(Revocation::by).orElse(null),
                    certificate.revocation().map(Revocation::reason).orElse(null));
        }
    }

    /** One device with its certificates, newest first. */
    record DeviceDetail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped DeviceView device,
            List<CertificateView> certificates) {}
}
