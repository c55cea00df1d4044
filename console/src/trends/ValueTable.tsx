import { useState } from 'react';
import { trendWords } from '../words/trends';
import type { Chosen } from './LaneRow';
import { shortName } from './lanes';
import type { Sampled } from './model';
import { count, pointTime, pointWords } from './words';

interface Props {
  readonly name: string;
  readonly sampled: readonly Sampled[];
  readonly bucketMillis: number | null;
  readonly from: number;
  readonly to: number;
  readonly onChoose: (chosen: Chosen) => void;
}

const MOST_ROWS = 300;

/** The same as the chart, in numbers: for whoever does not see it, or wants to read it to the letter. */
export function ValueTable({ name, sampled, bucketMillis, from, to, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="lane-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {trendWords().table}<span className="unseen">, {name}</span>
      </summary>
      {open ? (
        <Rows {...{ name, sampled, bucketMillis, from, to, onChoose }} />
      ) : null}
    </details>
  );
}

function Rows({ name, sampled, bucketMillis, from, to, onChoose }: Props) {
  const w = trendWords();
  const all = sampled
    .flatMap((each) =>
      each.points
        .filter(({ time }) => time >= from && time <= to)
        .map((point) => ({ sign: each.sign, unit: each.unit, point, bucketMillis })),
    )
    .sort((a, b) => b.point.time - a.point.time);
  if (all.length === 0) return <p className="quiet">{w.nothing}.</p>;
  const many = sampled.length > 1;
  return (
    <div className="lane-table-scroll" tabIndex={0} role="region" aria-label={w.valuesOf(name)}>
      {all.length > MOST_ROWS ? (
        <p className="quiet">{w.newestOf(MOST_ROWS, count(all.length))}</p>
      ) : null}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{w.columns.time}</th>
            {many ? <th scope="col">{w.columns.sign}</th> : null}
            <th scope="col">{w.columns.value}</th>
            <th scope="col">{w.columns.remarks}</th>
            <th scope="col">
              <span className="unseen">{w.columns.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, MOST_ROWS).map((row) => {
            const [value, ...remarks] = pointWords(row.sign, row.unit, row.point, bucketMillis);
            return (
              <tr key={`${row.sign} ${row.point.time}`}>
                <td>{pointTime(row.point, bucketMillis)}</td>
                {many ? <td>{shortName(row.sign)}</td> : null}
                <td className="ticking">{value}</td>
                <td>{remarks.join('. ')}</td>
                <td>
                  <button type="button" className="button button-small" onClick={() => onChoose(row)}>
                    {w.choose}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
