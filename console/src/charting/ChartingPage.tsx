import { useMemo, useState } from 'react';
import { patientsOf } from '../census/decode';
import { isHere } from '../census/model';
import { Card, PolledContent } from '../layout/Card';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { type Api, explain } from '../wire/api';
import { chartingWords } from '../words/charting';
import { policiesOf, previewOf } from './decode';
import { BY_THE_MINUTE, type Policies, type Policy, type Preview } from './model';
import { PolicyForm } from './PolicyForm';
import { PreviewCard } from './PreviewCard';

interface Props {
  readonly api: Api;
}

const REFRESH_MILLIS = 60_000;
const HOUR_MILLIS = 3_600_000;
const PERIODS = [1, 4, 12, 24] as const;
/** Chosen instead of a target. */
const TRY = '';

/** What would be written of a patient, when, and why not. Nothing is written. */
export function ChartingPage({ api }: Props) {
  const w = chartingWords();
  const policies = usePolled('charting', REFRESH_MILLIS, async () => policiesOf(await api.get('/api/v1/charting')));
  return (
    <section className="charting" aria-labelledby="charting-title">
      <header className="desk-head">
        <h1 id="charting-title">{w.title}</h1>
        <p className="desk-lead">{w.lead}</p>
      </header>
      <PolledContent state={policies} everyMillis={REFRESH_MILLIS} what={w.policies}>
        {(known) => <Trial api={api} policies={known} />}
      </PolledContent>
    </section>
  );
}

function Trial({ api, policies }: { readonly api: Api; readonly policies: Policies }) {
  const w = chartingWords();
  const now = useNow(60_000);
  const census = usePolled('census', REFRESH_MILLIS, async () => patientsOf(await api.get('/api/v1/patients')));
  const patients = useMemo(
    () =>
      (census.value ?? [])
        .filter(isHere)
        .sort((one, other) => nameOf(one).localeCompare(nameOf(other), undefined, { numeric: true })),
    [census.value],
  );
  // Not in the address: nothing of a patient ever is.
  const [patient, setPatient] = useState('');
  const [hours, setHours] = useState<number>(4);
  const [target, setTarget] = useState(policies.targets[0]?.id ?? TRY);
  const [tried, setTried] = useState<Policy>(policies.targets[0]?.policy ?? BY_THE_MINUTE);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);

  const ask = async () => {
    setBusy(true);
    setFailure(null);
    // Full minutes: the one that lasts is not charted yet.
    const to = Math.floor(now / 60_000) * 60_000;
    try {
      setPreview(
        previewOf(
          await api.post('/api/v1/charting/preview', {
            patientId: patient,
            from: new Date(to - hours * HOUR_MILLIS).toISOString(),
            to: new Date(to).toISOString(),
            ...(target === TRY ? { policy: tried } : { target }),
          }),
        ),
      );
    } catch (caught) {
      setPreview(null);
      setFailure(explain(caught));
    }
    setBusy(false);
  };

  return (
    <>
      <Card title={w.what}>
        <form
          className="charting-form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <div className="filters">
            <label className="field">
              <span>{w.patient}</span>
              <select value={patient} required onChange={({ target: { value } }) => setPatient(value)}>
                <option value="">{w.choose}</option>
                {patients.map((each) => (
                  <option key={each.patientId} value={each.patientId}>
                    {nameOf(each)}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              <span>{w.period}</span>
              <select value={hours} onChange={({ target: { value } }) => setHours(Number(value))}>
                {PERIODS.map((each) => (
                  <option key={each} value={each}>
                    {w.lastHours(each)}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              <span>{w.policy}</span>
              <select value={target} onChange={({ target: { value } }) => setTarget(value)}>
                {policies.targets.map(({ id }) => (
                  <option key={id} value={id}>
                    {w.asFor(id)}
                  </option>
                ))}
                <option value={TRY}>{w.tryAnother}</option>
              </select>
            </label>
            <button type="submit" className="button button-primary" disabled={busy || patient === ''}>
              {busy ? w.working : w.show}
            </button>
          </div>
          {target === TRY ? <PolicyForm policy={tried} items={policies.items} onChange={setTried} /> : null}
        </form>
        {failure === null ? null : (
          <p className="failure" role="alert">
            {failure}
          </p>
        )}
      </Card>
      <div aria-live="polite">{preview === null ? null : <PreviewCard preview={preview} />}</div>
    </>
  );
}

function nameOf({ bed, name, patientId }: { readonly bed: string | null; readonly name: string | null; readonly patientId: string }) {
  return [bed, name ?? patientId].filter((each) => each !== null).join(' · ');
}
