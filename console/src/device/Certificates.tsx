import { useState } from 'react';
import { certificateView } from '../fleet/certificate';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { Mark } from '../layout/Mark';
import { dayOf, fullTime } from '../live/clockTime';
import { useNow } from '../live/ticker';
import type { Api } from '../wire/api';
import type { Certificate } from './model';

interface Props {
  readonly api: Api;
  readonly deviceId: string;
  readonly certificates: readonly Certificate[];
  readonly operator: boolean;
  readonly onDone: () => void;
}

export function Certificates({ api, deviceId, certificates, operator, onDone }: Props) {
  const now = useNow(60_000);
  const [revoking, setRevoking] = useState<Certificate | null>(null);
  if (certificates.length === 0) return <p className="quiet">None was issued.</p>;
  return (
    <>
      <ul className="certificates">
        {certificates.map((certificate) => (
          <li key={certificate.serial} className="certificate">
            <Validity certificate={certificate} now={now} />
            {operator && certificate.revokedAt === null && !expired(certificate, now) ? (
              <button
                type="button"
                className="button button-small"
                onClick={() => setRevoking(certificate)}
              >
                Revoke…
              </button>
            ) : null}
            <p className="certificate-more">
              {certificate.issuedAt === null
                ? ''
                : `${certificate.external ? 'First seen' : 'Issued'} ${dayOf(certificate.issuedAt)}`}
              {certificate.external
                ? ', signed by another authority'
                : certificate.issuedBy === null
                  ? ''
                  : ` by ${certificate.issuedBy}`}
              {certificate.notAfter === null ? '' : `, runs to ${dayOf(certificate.notAfter)}`}
            </p>
            <p className="certificate-more" title={certificate.sha256 ?? undefined}>
              Serial <code>{certificate.serial}</code>
            </p>
          </li>
        ))}
      </ul>
      {revoking === null ? null : (
        <ConfirmDialog
          title={`Revoke this certificate of ${deviceId}?`}
          action="Revoke"
          grave
          asksReason
          onClose={() => setRevoking(null)}
          onConfirm={async (reason) => {
            await api.post(
              `/api/v1/devices/${encodeURIComponent(deviceId)}/certificates/${encodeURIComponent(revoking.serial)}/revoke`,
              { reason },
            );
            onDone();
          }}
        >
          <p>
            Serial <code>{revoking.serial}</code>. A connection that uses it is closed within a
            minute, and it cannot be made valid again: the device then needs a new certificate.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function expired({ notAfter }: Certificate, now: number): boolean {
  return notAfter !== null && notAfter <= now;
}

function Validity({ certificate, now }: { readonly certificate: Certificate; readonly now: number }) {
  const { revokedAt, revokedBy, reason } = certificate;
  if (revokedAt !== null) {
    return (
      <p className="certificate-state">
        <span className="marked">
          <Mark grade="plain" />
          <span>
            <strong>Revoked</strong> {fullTime(revokedAt)}
            {revokedBy === null ? '' : ` by ${revokedBy}`}
            {reason === null ? '' : `: ${reason}`}
          </span>
        </span>
      </p>
    );
  }
  const { grade, text } = certificateView(certificate.notAfter, now);
  return (
    <p className="certificate-state">
      <span className="marked">
        <Mark grade={grade} />
        <strong>{text}</strong>
      </span>
    </p>
  );
}
