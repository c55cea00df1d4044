import { useState } from 'react';
import { onCallWords } from '../words/oncall';
import { type Layer, namesOf, TURN_UNITS } from './model';

interface Props {
  readonly layer: Layer;
  readonly label: string;
  readonly faulty: boolean;
  readonly onLayer: (layer: Layer) => void;
  readonly onRemove: () => void;
}

/** People who take turns: who, how long each, from when on, and in which hours of the day. */
export function LayerForm({ layer, label, faulty, onLayer, onRemove }: Props) {
  const w = onCallWords();
  const [people, setPeople] = useState(layer.people.join(', '));
  const { turn, hours } = layer;
  return (
    <fieldset className={faulty ? 'oncall-layer oncall-faulty' : 'oncall-layer'} aria-label={label}>
      <div className="oncall-fields">
        <label className="field">
          <span>{w.turns}</span>
          <input type="text" required value={layer.name} onChange={({ target }) => onLayer({ ...layer, name: target.value })} />
        </label>
        <label className="field oncall-wide">
          <span>{w.people}</span>
          <input
            type="text"
            required
            value={people}
            placeholder="nina, otto"
            onChange={({ target }) => {
              setPeople(target.value);
              onLayer({ ...layer, people: namesOf(target.value) });
            }}
          />
        </label>
        <label className="field">
          <span>{w.begins}</span>
          <input type="datetime-local" required value={layer.begins} onChange={({ target }) => onLayer({ ...layer, begins: target.value })} />
        </label>
        <div className="field oncall-turn">
          <span>{w.lasts}</span>
          <span>
            <input
              type="number"
              required
              min={1}
              aria-label={w.length}
              value={turn.length}
              onChange={({ target }) => onLayer({ ...layer, turn: { ...turn, length: target.valueAsNumber } })}
            />
            <select aria-label={w.lengthUnit} value={turn.unit} onChange={({ target }) => onLayer({ ...layer, turn: { ...turn, unit: target.value } })}>
              {TURN_UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {w.units[unit] ?? unit}
                </option>
              ))}
            </select>
          </span>
        </div>
        <div className="field oncall-wide oncall-hours">
          <label>
            <input
              type="checkbox"
              checked={hours !== null}
              onChange={({ target }) => onLayer({ ...layer, hours: target.checked ? { from: '19:00', to: '07:00' } : null })}
            />{' '}
            {w.onlyIn}
          </label>
          {hours === null ? null : (
            <span>
              <input type="time" required aria-label={w.hoursFrom} value={hours.from} onChange={({ target }) => onLayer({ ...layer, hours: { ...hours, from: target.value } })} />
              {' – '}
              <input type="time" required aria-label={w.hoursTo} value={hours.to} onChange={({ target }) => onLayer({ ...layer, hours: { ...hours, to: target.value } })} />
            </span>
          )}
        </div>
      </div>
      <button type="button" className="button button-small" onClick={onRemove}>
        {w.removeTurns}
      </button>
    </fieldset>
  );
}
