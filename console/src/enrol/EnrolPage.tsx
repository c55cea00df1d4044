import { useEffect, useRef, useState } from 'react';
import { ModelSelect, useModels } from '../fleet/ModelSelect';
import { Card } from '../layout/Card';
import { usePolled } from '../live/polled';
import { type Api, explain } from '../wire/api';
import { ClaimsCard } from './ClaimsCard';
import { type Claim, claimOf, claimsOf, type Enrolled, enrolledOf } from './decode';
import { CertificateResult, ClaimResult } from './results';
import { DEVICE_ID_PATTERN } from './steps';

interface Props {
  readonly api: Api;
}

type Way = 'claim' | 'request';

type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'claim'; readonly deviceId: string; readonly claim: Claim }
  | { readonly kind: 'enrolled'; readonly enrolled: Enrolled };

interface Form {
  readonly model: string;
  readonly id: string;
  readonly udi: string;
  readonly serial: string;
  readonly lot: string;
  readonly way: Way;
  /** ISO-8601 duration. */
  readonly expiresIn: string;
  readonly request: string;
}

const EMPTY: Form = {
  model: '',
  id: '',
  udi: '',
  serial: '',
  lot: '',
  way: 'claim',
  expiresIn: 'PT24H',
  request: '',
};

const CLAIMS_MILLIS = 15_000;

/** Makes a device known and gives it the means to connect. */
export function EnrolPage({ api }: Props) {
  const models = useModels(api);
  const claims = usePolled('claims', CLAIMS_MILLIS, async () =>
    claimsOf(await api.get('/api/v1/claims')),
  );
  const [form, setForm] = useState(EMPTY);
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' });
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The form is long, and the claim is shown this once.
    if (answer.kind !== 'none') result.current?.scrollIntoView({ block: 'start' });
  }, [answer]);
  const change = (fields: Partial<Form>) => setForm({ ...form, ...fields });

  const enrol = async () => {
    setAnswer({ kind: 'asking' });
    try {
      setAnswer(await ask(api, form));
      // The model stays: devices come in boxes of one kind.
      setForm({ ...EMPTY, model: form.model, way: form.way, expiresIn: form.expiresIn });
      void claims.refresh();
    } catch (failure) {
      setAnswer({ kind: 'failed', reason: explain(failure) });
    }
  };

  return (
    <article className="two-columns" aria-labelledby="enrol-title">
      <header className="desk-head">
        <div>
          <h1 id="enrol-title">Enrol a device</h1>
          <p className="desk-lead">
            A device connects with a certificate of its own. Its private key never leaves it.
          </p>
        </div>
      </header>
      <div className="device-column">
        <Card title="The device">
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              void enrol();
            }}
          >
            <ModelSelect models={models} value={form.model} onChange={(model) => change({ model })} />
            <label className="stacked">
              <span>Device id</span>
              <input
                type="text"
                value={form.id}
                required
                pattern={DEVICE_ID_PATTERN}
                maxLength={64}
                autoComplete="off"
                spellCheck={false}
                placeholder="such as monitor-4a-07"
                title="1 to 64 letters, digits, dots, underscores and hyphens; a letter or digit first"
                onChange={({ target }) => change({ id: target.value })}
              />
              <small>
                Its name on every topic and in its certificate. Letters, digits, . _ - ; nothing of
                a patient.
              </small>
            </label>
            <label className="stacked">
              <span>UDI (optional)</span>
              <input
                type="text"
                value={form.udi}
                autoComplete="off"
                spellCheck={false}
                placeholder="(01)09506000134352(21)SN123"
                onChange={({ target }) => change({ udi: target.value })}
              />
              <small>Unique device identification, as its label says.</small>
            </label>
            <div className="form-row">
              <label className="stacked">
                <span>Serial number (optional)</span>
                <input
                  type="text"
                  value={form.serial}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={({ target }) => change({ serial: target.value })}
                />
              </label>
              <label className="stacked">
                <span>Lot (optional)</span>
                <input
                  type="text"
                  value={form.lot}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={({ target }) => change({ lot: target.value })}
                />
              </label>
            </div>
            <fieldset className="choice choice-tall">
              <legend>How it gets its certificate</legend>
              <label>
                <input
                  type="radio"
                  name="way"
                  checked={form.way === 'claim'}
                  onChange={() => change({ way: 'claim' })}
                />
                <span>
                  <strong>One-time claim</strong>
                  <small>The device, or whoever sets it up, exchanges it for a certificate.</small>
                </span>
              </label>
              <label>
                <input
                  type="radio"
                  name="way"
                  checked={form.way === 'request'}
                  onChange={() => change({ way: 'request' })}
                />
                <span>
                  <strong>Certificate now</strong>
                  <small>You have its certificate signing request (CSR).</small>
                </span>
              </label>
            </fieldset>
            {form.way === 'claim' ? (
              <label className="stacked">
                <span>The claim is valid for</span>
                <select
                  value={form.expiresIn}
                  onChange={({ target }) => change({ expiresIn: target.value })}
                >
                  <option value="PT1H">1 hour</option>
                  <option value="PT24H">24 hours</option>
                  <option value="PT168H">7 days</option>
                </select>
              </label>
            ) : (
              <label className="stacked">
                <span>Certificate signing request (PEM)</span>
                <textarea
                  className="payload"
                  value={form.request}
                  required
                  rows={8}
                  spellCheck={false}
                  placeholder="-----BEGIN CERTIFICATE REQUEST-----"
                  onChange={({ target }) => change({ request: target.value })}
                />
              </label>
            )}
            <button
              type="submit"
              className="button button-primary"
              disabled={answer.kind === 'asking'}
            >
              {answer.kind === 'asking'
                ? 'Enrolling…'
                : form.way === 'claim'
                  ? 'Make a claim'
                  : 'Enrol and sign'}
            </button>
          </form>
        </Card>
      </div>
      <div className="device-column">
        <div aria-live="polite" ref={result} className="result">
          <Result answer={answer} />
        </div>
        <ClaimsCard claims={claims} everyMillis={CLAIMS_MILLIS} />
      </div>
    </article>
  );
}

async function ask(api: Api, form: Form): Promise<Answer> {
  const identity = {
    model: form.model,
    ...(form.udi.trim() === '' ? {} : { udi: form.udi.trim() }),
    ...(form.serial.trim() === '' ? {} : { serial: form.serial.trim() }),
    ...(form.lot.trim() === '' ? {} : { lot: form.lot.trim() }),
  };
  if (form.way === 'claim') {
    const claim = claimOf(
      await api.post('/api/v1/claims', {
        deviceId: form.id,
        ...identity,
        expiresIn: form.expiresIn,
      }),
    );
    return { kind: 'claim', deviceId: form.id, claim };
  }
  const enrolled = enrolledOf(
    await api.post('/api/v1/devices', {
      id: form.id,
      ...identity,
      certificateSigningRequest: form.request,
    }),
  );
  return { kind: 'enrolled', enrolled };
}

function Result({ answer }: { readonly answer: Answer }) {
  switch (answer.kind) {
    case 'none':
    case 'asking':
      return (
        <Card title="What comes then">
          <p className="quiet">
            {answer.kind === 'asking'
              ? 'Enrolling…'
              : 'What the device needs to connect appears here, with the commands to try it.'}
          </p>
        </Card>
      );
    case 'failed':
      return (
        <Card title="Not enrolled">
          <p className="failure">{answer.reason}</p>
        </Card>
      );
    case 'claim':
      return <ClaimResult deviceId={answer.deviceId} claim={answer.claim} />;
    case 'enrolled':
      return <CertificateResult enrolled={answer.enrolled} />;
  }
}
