import { Card } from '../layout/Card';
import { Copyable } from '../layout/Copyable';
import { saveAs } from '../layout/saveAs';
import { fullTime } from '../live/clockTime';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import type { Claim, Enrolled } from './decode';
import { enrolmentCommand, publishCommand, requestCommand } from './steps';

interface ClaimProps {
  readonly deviceId: string;
  readonly claim: Claim;
}

export function ClaimResult({ deviceId, claim }: ClaimProps) {
  return (
    <Card title={`Claim for ${deviceId}`} className="card-result">
      <p className="once">
        <strong>Shown this once.</strong> Copy it now: the server keeps only a fingerprint of it. It
        can be used once
        {claim.expiresAt === null ? '' : `, until ${fullTime(claim.expiresAt)}`}, and only by{' '}
        {deviceId}.
      </p>
      <Copyable label="claim" text={claim.claim} />
      <h3>What to do next</h3>
      <ol className="todo">
        <li>
          On the device, make a key and a signing request:
          <Copyable label="command for the request" text={requestCommand(deviceId)} block />
        </li>
        <li>
          Exchange the claim (put it into <code>CLAIM</code>) and the request for a certificate; no
          other login is needed:
          <Copyable
            label="command for the enrolment"
            text={enrolmentCommand(window.location.origin)}
            block
          />
        </li>
        <li>
          <code>enrolled.json</code> also names the topic, host and port to connect to by MQTT. As
          soon as the device does, it is <Link to={searchTo('device', { id: deviceId })}>online</Link>.
        </li>
      </ol>
    </Card>
  );
}

export function CertificateResult({ enrolled }: { readonly enrolled: Enrolled }) {
  const { id, topic, mqttHost, mqttPort, certificate, caCertificate } = enrolled;
  return (
    <Card title={`${id} is enrolled`} className="card-result">
      <dl className="facts">
        <dt>Host</dt>
        <dd>{mqttHost}</dd>
        <dt>Port</dt>
        <dd>{mqttPort} (MQTT over TLS)</dd>
        <dt>Client id</dt>
        <dd>{id}</dd>
        <dt>Publishes to</dt>
        <dd>{topic}</dd>
      </dl>
      <div className="files">
        <Download name="cert.pem" what="Certificate of the device" content={certificate} />
        <Download name="ca.pem" what="Authority it trusts" content={caCertificate} />
      </div>
      <h3>Try it</h3>
      <p>With the key that belongs to the request, where the three files are:</p>
      <Copyable label="command to publish" text={publishCommand(enrolled)} block />
      <p className="quiet">
        For models that speak vitalwire-json; others publish their own format to the same topic.
      </p>
      <p>
        Then look at <Link to={searchTo('device', { id })}>its page</Link>. To get its values to a
        patient, it has to be assigned to one.
      </p>
    </Card>
  );
}

interface DownloadProps {
  readonly name: string;
  readonly what: string;
  readonly content: string | null;
}

function Download({ name, what, content }: DownloadProps) {
  if (content === null) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => saveAs(new Blob([content], { type: 'application/x-pem-file' }), name)}
    >
      {what} ({name})
    </button>
  );
}
