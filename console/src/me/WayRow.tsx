import { meWords } from '../words/me';
import type { Way } from './model';

interface Props {
  readonly way: Way;
  /** Of the channel, as people call it. */
  readonly name: string;
  readonly first: boolean;
  readonly fault: string | null;
  readonly onWay: (way: Way) => void;
  readonly onEarlier: () => void;
  readonly onRemove: () => void;
  /** Null while a test would go to something else than what is shown. */
  readonly onTest: (() => void) | null;
}

/** One channel with its address. */
export function WayRow({ way, name, first, fault, onWay, onEarlier, onRemove, onTest }: Props) {
  const w = meWords();
  const address = way.label ?? way.address;
  const of = <span className="unseen"> {w.ofWhich(name, address)}</span>;
  return (
    <li className={way.enabled ? 'me-way' : 'me-way me-way-unused'}>
      <p className="me-way-name">
        <strong>{name}</strong> <span className="cell-break">{address}</span>
      </p>
      <div className="me-way-deeds">
        <label className="check">
          <input
            type="checkbox"
            checked={way.enabled}
            onChange={({ target }) => onWay({ ...way, enabled: target.checked })}
          />
          {w.use}
          {of}
        </label>
        <button type="button" className="button button-small" disabled={first} onClick={onEarlier}>
          ↑ {w.earlier}
          {of}
        </button>
        <button type="button" className="button button-small" disabled={onTest === null} onClick={onTest ?? undefined}>
          {w.test}
          {of}
        </button>
        <button type="button" className="button button-small" onClick={onRemove}>
          {w.remove}
          {of}
        </button>
      </div>
      {fault === null ? null : (
        <p className="failure" role="alert">
          {fault}
        </p>
      )}
    </li>
  );
}
