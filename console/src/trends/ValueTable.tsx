import { useState } from 'react';
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
        Values as a table<span className="unseen">, {name}</span>
      </summary>
      {open ? (
        <Rows {...{ name, sampled, bucketMillis, from, to, onChoose }} />
      ) : null}
    </details>
  );
}

function Rows({ name, sampled, bucketMillis, from, to, onChoose }: Props) {
  const all = sampled
    .flatMap((each) =>
      each.points
        .filter(({ time }) => time >= from && time <= to)
        .map((point) => ({ sign: each.sign, unit: each.unit, point, bucketMillis })),
    )
    .sort((a, b) => b.point.time - a.point.time);
  if (all.length === 0) return <p className="quiet">Nothing measured in this time.</p>;
  const many = sampled.length > 1;
  return (
    <div className="lane-table-scroll" tabIndex={0} role="region" aria-label={`${name}: values`}>
      {all.length > MOST_ROWS ? (
        <p className="quiet">
          The newest {MOST_ROWS} of {count(all.length)}; go nearer for the others, or export them.
        </p>
      ) : null}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {many ? <th scope="col">Sign</th> : null}
            <th scope="col">Value</th>
            <th scope="col">Remarks</th>
            <th scope="col">
              <span className="unseen">Action</span>
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
                    Choose
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
