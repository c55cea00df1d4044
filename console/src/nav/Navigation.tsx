import { PriorityMark } from '../alerts/PriorityMark';
import type { Alert } from '../alerts/model';
import { highest } from '../alerts/order';
import { searchTo } from './address';
import { Link } from './Link';
import { type Place, TITLES } from './places';

interface Props {
  readonly places: readonly Place[];
  readonly current: Place;
  /** The ward as it was last looked at. */
  readonly wardSearch: string;
  /** Alerts that nobody has acknowledged: they must not be out of sight on another page. */
  readonly waiting: readonly Alert[];
}

export function Navigation({ places, current, wardSearch, waiting }: Props) {
  const shown = current === 'device' ? 'fleet' : current === 'patient' ? 'ward' : current;
  // The ward board needs its space for patients: there, only the ways out of it.
  const compact = current === 'ward';
  return (
    <nav className={compact ? 'places places-compact' : 'places'} aria-label="Pages">
      <ul>
        {compact ? <li className="brand-name">Vitalwire</li> : null}
        {places.filter((place) => !compact || place !== 'ward').map((place) => (
          <li key={place}>
            <Link
              to={place === 'ward' ? wardSearch : searchTo(place)}
              current={place === shown}
              className="place"
            >
              {TITLES[place]}
              {place === 'alerts' && !compact ? <Waiting alerts={waiting} /> : null}
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
      {alerts.length === 1 ? '1 alert waits' : `${alerts.length} alerts wait`}
    </span>
  );
}
