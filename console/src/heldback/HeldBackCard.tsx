import { signName } from '../device/signName';
import { Card, PolledContent } from '../layout/Card';
import { clockTime, fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { readingText } from '../trends/words';
import { patientPath } from '../trends/paths';
import type { Api } from '../wire/api';
import { heldBackOf, reasonWords, type Run, runsOf } from './heldBack';

interface Props {
  readonly api: Api;
  readonly patientId: string;
}

const REFRESH_MILLIS = 30_000;

/** What no score and no alert rests on, and why: rejected values are shown, not hidden. */
export function HeldBackCard({ api, patientId }: Props) {
  const path = patientPath(patientId, 'held-back');
  const heldBack = usePolled(patientId, REFRESH_MILLIS, async () => heldBackOf(await api.get(path)));
  return (
    <Card title="Values held back in the last 24 h" className="error-marks">
      <PolledContent state={heldBack} everyMillis={REFRESH_MILLIS} what="This list">
        {({ values, truncated }) =>
          values.length === 0 ? (
            <p className="quiet">None: scores and alerts rest on every value.</p>
          ) : (
            <div className="error-marks-scroll" tabIndex={0} role="region" aria-label="Values held back">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">Values</th>
                    <th scope="col">When</th>
                    <th scope="col">Why no score or alert rests on them</th>
                  </tr>
                </thead>
                <tbody>
                  {runsOf(values).map((run) => (
                    <tr key={`${run.deviceId} ${run.sign} ${run.reason} ${run.to}`}>
                      <td>
                        <strong>{signName(run.sign)}</strong> {valuesText(run)}
                        <br />
                        {run.deviceId}
                      </td>
                      <td>{whenText(run)}</td>
                      <td className="cell-break">
                        {reasonWords(run.reason)}
                        <br />
                        <span className="quiet">{run.last.text}</span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {truncated ? <p className="quiet">There is more, which is older.</p> : null}
            </div>
          )
        }
      </PolledContent>
    </Card>
  );
}

function valuesText({ sign, unit, low, high, last }: Run): string {
  if (low === null || high === null) return String(last.value);
  return low === high
    ? readingText(sign, low, unit)
    : `${readingText(sign, low, '')} to ${readingText(sign, high, unit)}`;
}

function whenText({ from, to }: Run): string {
  if (from === to) return fullTime(from);
  const same = new Date(from).toDateString() === new Date(to).toDateString();
  return `${fullTime(from)} to ${same ? clockTime(to) : fullTime(to)}`;
}
