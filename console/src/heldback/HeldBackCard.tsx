import { signName } from '../device/signName';
import { Card, PolledContent } from '../layout/Card';
import { clockTime, fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { readingText } from '../trends/words';
import { patientPath } from '../trends/paths';
import type { Api } from '../wire/api';
import { heldBackWords } from '../words/heldback';
import { trendWords } from '../words/trends';
import { heldBackOf, reasonWords, type Run, runsOf } from './heldBack';

interface Props {
  readonly api: Api;
  readonly patientId: string;
}

const REFRESH_MILLIS = 30_000;

/** What no score and no alert rests on, and why: rejected values are shown, not hidden. */
export function HeldBackCard({ api, patientId }: Props) {
  const w = heldBackWords();
  const path = patientPath(patientId, 'held-back');
  const heldBack = usePolled(patientId, REFRESH_MILLIS, async () => heldBackOf(await api.get(path)));
  return (
    <Card title={w.title} className="error-marks">
      <PolledContent state={heldBack} everyMillis={REFRESH_MILLIS} what={w.list}>
        {({ values, truncated }) =>
          values.length === 0 ? (
            <p className="quiet">{w.none}</p>
          ) : (
            <div className="error-marks-scroll" tabIndex={0} role="region" aria-label={w.region}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{w.values}</th>
                    <th scope="col">{w.when}</th>
                    <th scope="col">{w.why}</th>
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
              {truncated ? <p className="quiet">{w.more}</p> : null}
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
    : trendWords().to(readingText(sign, low, ''), readingText(sign, high, unit));
}

function whenText({ from, to }: Run): string {
  if (from === to) return fullTime(from);
  const same = new Date(from).toDateString() === new Date(to).toDateString();
  return trendWords().to(fullTime(from), same ? clockTime(to) : fullTime(to));
}
