import { useMemo } from 'react';
import { type PolledState, usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { type DeviceModel, modelsOf } from './models';

const REFRESH_MILLIS = 10 * 60_000;

export function useModels(api: Api): PolledState<readonly DeviceModel[]> {
  return usePolled('models', REFRESH_MILLIS, async () =>
    modelsOf(await api.get('/api/v1/device-models')),
  );
}

interface Props {
  readonly models: PolledState<readonly DeviceModel[]>;
  readonly value: string;
  readonly onChange: (model: string) => void;
}

/** One of the registry's models, by class of device. */
export function ModelSelect({ models, value, onChange }: Props) {
  const classes = useMemo(() => {
    const result = new Map<string, DeviceModel[]>();
    for (const model of models.value ?? []) {
      const known = result.get(model.type);
      if (known === undefined) result.set(model.type, [model]);
      else known.push(model);
    }
    return result;
  }, [models.value]);
  const chosen = models.value?.find(({ id }) => id === value);
  return (
    <label className="stacked">
      <span>Device model</span>
      <select value={value} required onChange={({ target }) => onChange(target.value)}>
        <option value="" disabled>
          {models.value === null ? 'Loading the models…' : 'Choose a model'}
        </option>
        {[...classes].map(([type, known]) => (
          <optgroup key={type} label={type.replaceAll('-', ' ')}>
            {known.map(({ id, display, synthetic }) => (
              <option key={id} value={id}>
                {display} ({id}){synthetic ? ' – SIMULATED' : ''}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {models.value === null && models.failure !== null ? (
        <small className="failure">The models cannot be loaded. {models.failure}</small>
      ) : null}
      {chosen === undefined ? null : (
        <small>
          Speaks {chosen.codec === '' ? 'an unknown format' : chosen.codec}
          {chosen.synthetic ? '; what it sends is marked SIMULATED everywhere' : ''}.
        </small>
      )}
    </label>
  );
}
