import { trendWords } from '../words/trends';

/** What the shapes mean, and what hands and keys do. */
export function Legend() {
  const w = trendWords().legend;
  return (
    <div className="trends-legend">
      <ul aria-label={w.title}>
        <li>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <path className="legend-band" d="M1 4 27 2v10L1 14Z" />
            <path className="legend-line" d="M1 9 27 7" />
          </svg>
          {w.mean}
        </li>
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path className="legend-doubt" d="m8 1 7 7-7 7-7-7Z" />
            <text className="legend-doubt-sign" x="8" y="11.5">
              ?
            </text>
          </svg>
          {w.flagged}
        </li>
        <li>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <path className="legend-late" d="M1 4h26M2 4v6m5-6v6m5-6v6m5-6v6m5-6v6" />
          </svg>
          {w.backfilled}
        </li>
        <li>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <rect className="legend-range" x="1" y="2" width="26" height="12" />
            <path className="legend-range-line" d="m1 2 12 12M9 2l12 12M17 2l10 10" />
          </svg>
          {w.incomplete}
        </li>
        <li>
          <svg viewBox="0 0 28 16" aria-hidden="true">
            <rect className="legend-gap" width="28" height="16" />
            <path className="legend-gap-line" d="M0 16 16 0M12 16 28 0M-8 12 4 0M24 16l8-8" />
          </svg>
          {w.none}
        </li>
      </ul>
      <p id="trend-keys">{w.keys}</p>
    </div>
  );
}
