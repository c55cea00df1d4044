import type { Component, ScorePoint } from './model';
import { ageWords, componentName, pointsWords, remarks, timeWords, valueWords, worthWords } from './words';

interface Props {
  readonly point: ScorePoint;
  readonly onClose: () => void;
}

/** Which parameter gave how many points, as it was when the score was made. */
export function ChosenScore({ point, onClose }: Props) {
  return (
    <aside className="chosen-score" aria-label="Chosen score">
      <header className="chosen-score-head">
        <p aria-live="polite">
          <strong>{worthWords(point)}</strong> at {timeWords(point)}
          {remarks(point).length === 0 ? '' : `. ${remarks(point).join('. ')}.`}
        </p>
        <button type="button" className="button button-small" onClick={onClose}>
          Close
        </button>
      </header>
      {point.components.length === 0 ? null : (
        <table className="parameters">
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Value</th>
              <th scope="col">Age then</th>
              <th scope="col">Points</th>
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
