import { useState } from 'react';
import { signName } from '../device/signName';
import { limitFault, numberOf, PERIODS, SIGNS, type UnitView } from './view';

interface Props {
  readonly view: UnitView;
  readonly units: readonly string[];
  readonly onView: (view: UnitView) => void;
}

/** What to count. Limits are typed in full before they are asked for. */
export function UnitForm({ view, units, onView }: Props) {
  const [low, setLow] = useState(view.low === null ? '' : String(view.low));
  const [high, setHigh] = useState(view.high === null ? '' : String(view.high));
  const [atLeast, setAtLeast] = useState(String(view.atLeast));
  const fault = limitFault(numberOf(low), numberOf(high));
  const submit = () => {
    if (fault !== null) return;
    onView({ ...view, low: numberOf(low), high: numberOf(high), atLeast: numberOf(atLeast) ?? 5 });
  };
  return (
    <form
      className="filters unit-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label className="field">
        <span>Unit</span>
        <select value={view.unit ?? ''} onChange={({ target }) => onView({ ...view, unit: target.value })}>
          {units.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Time</span>
        <select value={view.hours} onChange={({ target }) => onView({ ...view, hours: Number(target.value) })}>
          {PERIODS.map(({ hours, name }) => (
            <option key={hours} value={hours}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Sign</span>
        <select
          value={view.sign}
          onChange={({ target }) => {
            const choice = SIGNS.find(({ sign }) => sign === target.value);
            if (choice !== undefined) onView({ ...view, ...choice });
          }}
        >
          {SIGNS.map(({ sign }) => (
            <option key={sign} value={sign}>
              {signName(sign)}
            </option>
          ))}
        </select>
      </label>
      <label className="field unit-limit">
        <span>from</span>
        <input type="number" step="any" value={low} placeholder="none" onChange={({ target }) => setLow(target.value)} />
      </label>
      <label className="field unit-limit">
        <span>to</span>
        <input type="number" step="any" value={high} placeholder="none" onChange={({ target }) => setHigh(target.value)} />
      </label>
      <label className="field unit-limit">
        <span>NEWS2 at least</span>
        <input
          type="number"
          min="0"
          max="20"
          step="1"
          value={atLeast}
          required
          onChange={({ target }) => setAtLeast(target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={fault !== null}>
        Count
      </button>
      {fault === null ? null : (
        <span className="failure" role="alert">
          {fault}
        </span>
      )}
    </form>
  );
}
