import { useEffect, useId, useRef, useState } from 'react';
import { PriorityMark } from '../alerts/PriorityMark';
import type { Alert } from '../alerts/model';
import { highest } from '../alerts/order';
import { frameWords } from '../words/frame';
import { placeWords } from '../words/places';
import { searchTo } from './address';
import { Link } from './Link';
import type { Place } from './places';

interface Props {
  readonly places: readonly Place[];
  readonly current: Place;
  /** The ward as it was last looked at. */
  readonly wardSearch: string;
  /** Alerts that nobody has acknowledged: they must not be out of sight on another page. */
  readonly waiting: readonly Alert[];
}

/**
 * The way to the other pages. The ward board needs its space for patients, as does a phone: there it is
 * behind a button.
 */
export function Navigation({ places, current, wardSearch, waiting }: Props) {
  const w = frameWords();
  const titles = placeWords();
  const shown = current === 'device' ? 'fleet' : current === 'patient' ? 'ward' : current;
  const compact = current === 'ward';
  const list = useId();
  const nav = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [current]);
  useEffect(() => {
    if (!open) return;
    const outside = ({ target }: Event) => {
      if (target instanceof Node && nav.current?.contains(target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  return (
    <nav
      ref={nav}
      className={compact ? 'places places-compact' : 'places'}
      aria-label={w.pages}
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !open) return;
        setOpen(false);
        nav.current?.querySelector('button')?.focus();
      }}
    >
      <button
        type="button"
        className="button places-toggle"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 4h12M2 8h12M2 12h12" />
        </svg>
        {w.pages}
        {compact ? null : <Waiting alerts={waiting} />}
      </button>
      <ul id={list} className={open ? 'places-list is-open' : 'places-list'}>
        {places.map((place) => (
          <li key={place}>
            <Link
              to={place === 'ward' ? wardSearch : searchTo(place)}
              current={place === shown}
              className="place"
            >
              {titles[place]}
              {place === (places.includes('alerts') ? 'alerts' : 'ward') ? (
                <Waiting alerts={waiting} />
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Waiting({ alerts }: { readonly alerts: readonly Alert[] }) {
  const priority = highest(alerts);
  if (priority === null) return null;
  return (
    <span className={`place-alerts priority-${priority}`}>
      <PriorityMark priority={priority} />
      {frameWords().alertsWait(alerts.length)}
    </span>
  );
}
