import { wardWords } from '../words/ward';
import type { Patient, Risk } from './model';
import { RiskMark } from './RiskMark';
import { riskWord, scoreView } from './score';

const BANDS: readonly Risk[] = ['high', 'medium', 'low-medium', 'low'];

/** How many patients are in each band: the ward in one glance. */
export function Summary({ patients }: { readonly patients: readonly Patient[] }) {
  const w = wardWords();
  const counts = new Map<Risk | null, number>();
  for (const { score } of patients) {
    const view = scoreView(score);
    // A low lower bound is not a low score: it is counted as not known.
    const band =
      view.kind === 'total'
        ? view.risk
        : view.kind === 'incomplete' && view.riskAtLeast !== 'low'
          ? view.riskAtLeast
          : null;
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  const unknown = counts.get(null) ?? 0;
  return (
    <ul className="summary" aria-label={w.byRisk}>
      {BANDS.map((band) => (
        <li key={band} className={counts.has(band) ? undefined : 'summary-none'}>
          <RiskMark risk={band} />
          <strong>{counts.get(band) ?? 0}</strong> {riskWord(band)}
        </li>
      ))}
      {unknown === 0 ? null : (
        <li>
          <RiskMark risk={null} />
          <strong>{unknown}</strong> {w.incompleteCount}
        </li>
      )}
    </ul>
  );
}
