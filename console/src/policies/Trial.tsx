import { useState } from 'react';
import { PolledContent } from '../layout/Card';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { rateWords } from './evaluation';
import { trialOf } from './trial';

const TRIAL_MILLIS = 60_000;

interface Props {
  readonly api: Api;
  readonly scope: string;
}

/** What a candidate would have called in the last day, beside what was in force. Read when it is opened. */
export function Trial({ api, scope }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="policy-document" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What it would have called in the last day</summary>
      {open ? <Called api={api} scope={scope} /> : null}
    </details>
  );
}

function Called({ api, scope }: Props) {
  const trial = usePolled(`trial ${scope}`, TRIAL_MILLIS, async () =>
    trialOf(await api.get(`/api/v1/policies/shadow?scope=${encodeURIComponent(scope)}`)),
  );
  return (
    <PolledContent state={trial} everyMillis={TRIAL_MILLIS} what="The trial">
      {({ patients, patientDays, truncated, rows }) => (
        <div className="last-week-figures" role="region" tabIndex={0} aria-label="What it would have called in the last day">
          <p>
            {patients} {patients === 1 ? 'patient' : 'patients'}, {rateWords(patientDays)} patient-days.
            {truncated ? <strong> There was more than could be read: the counts are too small.</strong> : null}
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Began</th>
                <th scope="col">On trial</th>
                <th scope="col">In force</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ of, candidate, inForce }) => (
                <tr key={of}>
                  <th scope="row">{of}</th>
                  <td className="ticking">{candidate}</td>
                  <td className="ticking">{inForce}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PolledContent>
  );
}
