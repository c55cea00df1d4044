import { useState } from 'react';
import { Card } from '../layout/Card';
import { Mark } from '../layout/Mark';
import { clockTime, fullTime } from '../live/clockTime';
import { chartingWords } from '../words/charting';
import { numberText } from '../words/words';
import type { Preview, PreviewLine } from './model';

const MOST = 300;
type Shown = 'all' | 'written' | 'withheld';

/** Line by line what would be written, when, and why not. */
export function PreviewCard({ preview }: { readonly preview: Preview }) {
  const w = chartingWords();
  const [shown, setShown] = useState<Shown>('all');
  const lines = preview.lines.filter(({ written }) => shown === 'all' || written === (shown === 'written'));
  return (
    <Card
      title={w.comesTo}
      aside={
        <label className="field">
          <span>{w.showLines}</span>
          <select value={shown} onChange={({ target }) => setShown(target.value as Shown)}>
            <option value="all">{w.all}</option>
            <option value="written">{w.written}</option>
            <option value="withheld">{w.withheld}</option>
          </select>
        </label>
      }
    >
      <p className="charting-sum">
        <strong>{w.sum(numberText(preview.written), numberText(preview.withheld))}</strong>{' '}
        {preview.alerts.length === 0
          ? null
          : w.alerts(preview.alerts.map(({ openedAt, priority }) => `${clockTime(openedAt)} ${priority}`).join(', '))}
      </p>
      {lines.length === 0 ? (
        <p className="quiet">{w.nothing}</p>
      ) : (
        <div className="charting-scroll" tabIndex={0} role="region" aria-label={w.table}>
          <table className="plain-table stacks-on-phone">
            <thead>
              <tr>
                <th scope="col">{w.columns.from}</th>
                <th scope="col">{w.columns.value}</th>
                <th scope="col">{w.columns.becomes}</th>
                <th scope="col">{w.columns.why}</th>
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, MOST).map((line) => (
                <Row key={`${line.resourceId} ${line.minutes} ${line.reason}`} line={line} />
              ))}
            </tbody>
          </table>
          {lines.length > MOST || preview.truncated ? <p className="quiet">{w.more(Math.min(lines.length, MOST))}</p> : null}
        </div>
      )}
    </Card>
  );
}

function Row({ line }: { readonly line: PreviewLine }) {
  const w = chartingWords();
  const reason = w.reasons[line.reason];
  return (
    <tr>
      <td>{fullTime(line.from)}</td>
      <td>
        {line.values.map(({ display, text, unit }) => (
          <span key={display} className="charting-value">
            <span className="quiet">{display}</span> <strong>{text}</strong> {unit}
          </span>
        ))}
      </td>
      <td>
        <span className="marked">
          <Mark grade={line.written ? 'good' : 'plain'} />
          {line.written ? (line.writtenAt === null ? w.written : w.writtenAt(clockTime(line.writtenAt))) : w.withheld}
        </span>
      </td>
      <td>{reason === undefined ? line.explanation : reason(line.minutes)}</td>
    </tr>
  );
}
