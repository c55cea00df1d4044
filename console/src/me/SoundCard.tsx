import { Card } from '../layout/Card';
import { useObservable } from '../live/observable';
import { PriorityMark } from '../alerts/PriorityMark';
import { sounder } from '../sound/sounder';
import { meWords } from '../words/me';

const PRIORITIES = ['high', 'medium', 'low'] as const;

/** Which priorities are heard at this display; off unless somebody switches them on. */
export function SoundCard() {
  const w = meWords();
  const wanted = useObservable(sounder.wanted);
  return (
    <Card title={w.sound}>
      <p className="quiet">{w.soundNote}</p>
      <ul className="me-sounds">
        {PRIORITIES.map((priority) => (
          <li key={priority}>
            <label className="check">
              <input
                type="checkbox"
                checked={wanted[priority]}
                onChange={({ target }) => sounder.choose({ ...wanted, [priority]: target.checked })}
              />
              <PriorityMark priority={priority} />
              {w.priorities[priority]}
            </label>
            <button type="button" className="button button-small" onClick={() => sounder.test(priority)}>
              {w.hear(w.priorities[priority])}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
