import { useEffect, useId, useState } from 'react';

interface Props {
  readonly devices: readonly string[];
  readonly value: string | null;
  readonly onChange: (device: string | null) => void;
}

/** Takes effect for devices that there are: what is half typed is neither asked for nor in the address. */
export function DeviceFilter({ devices, value, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const unknown = text !== '' && text !== value && !devices.includes(text);
  return (
    <label className="field">
      <span>Device</span>
      <input
        type="search"
        list={`${id}-devices`}
        value={text}
        placeholder="All devices"
        aria-describedby={unknown ? `${id}-unknown` : undefined}
        onChange={({ target }) => {
          setText(target.value);
          if (target.value === '') onChange(null);
          else if (devices.includes(target.value)) onChange(target.value);
        }}
      />
      <datalist id={`${id}-devices`}>
        {devices.map((device) => (
          <option key={device} value={device} />
        ))}
      </datalist>
      {unknown ? (
        <small id={`${id}-unknown`} className="quiet">
          no such device
        </small>
      ) : null}
    </label>
  );
}
