import { trendWords } from '../words/trends';
import { wardWords } from '../words/ward';
import type { Component, ScorePoint } from './model';
import { ageWords, componentName, pointsWords, remarks, timeWords, valueWords, worthWords } from './words';

interface Props {
  readonly point: ScorePoint;
  readonly onClose: () => void;
}

/** Which parameter gave how many points, as it was when the score was made. */
export function ChosenScore({ point, onClose }: Props) {
  const w = trendWords().score;
  const ward = wardWords();
  return (
    <aside className="chosen-score" aria-label={w.chosen}>
      <header className="chosen-score-head">
        <p aria-live="polite">
          <strong>{w.at(worthWords(point), timeWords(point))}</strong>
          {remarks(point).length === 0 ? '' : `. ${remarks(point).join('. ')}.`}
        </p>
        <button type="button" className="button button-small" onClick={onClose}>
          {ward.close}
        </button>
      </header>
      {point.components.length === 0 ? null : (
        <table className="parameters">
          <thead>
            <tr>
              <th scope="col">{ward.parameter}</th>
              <th scope="col">{ward.value}</th>
              <th scope="col">{w.ageThen}</th>
              <th scope="col">{ward.points}</th>
            </tr>
          </thead>
          <tbody>
            {point.components.map((component) => (
              <tr key={component.name} className={rowClass(component)}>
                <th scope="row">{componentName(component.name)}</th>
                <td>{valueWords(component)}</td>
                <td>{ageWords(component)}</td>
                <td>{pointsWords(component)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </aside>
  );
}

function rowClass({ missing, points }: Component): string {
  if (missing) return 'parameter-missing';
  return points === null ? '' : `parameter-${points}`;
}
