import type { ReactNode } from 'react';
import type { Lane } from './lanes';
import { lastOf, lengthOf, panned, PRESETS, type Span, zoomed } from './span';

interface Props {
  readonly span: Span;
  readonly lanes: readonly Lane[];
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  readonly onSpan: (change: (span: Span, now: number) => Span) => void;
  readonly children: ReactNode;
}

/** Everything that wheel and drag do, for whoever has neither. */
export function Toolbar({ span, lanes, hidden, onHidden, onSpan, children }: Props) {
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onHidden(next);
  };
  return (
    <div className="trends-tools" role="toolbar" aria-label="Time and signs">
      <div className="tool-group" role="group" aria-label="Last">
        {PRESETS.map(({ name, millis }) => (
          <button
            key={name}
            type="button"
            className="button tool"
            aria-pressed={span.following && Math.abs(lengthOf(span) - millis) < 1_000}
            onClick={() => onSpan((_, now) => lastOf(millis, now))}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="tool-group" role="group" aria-label="Move and zoom">
        <Tool name="Earlier" path="M10 3 5 8l5 5" onClick={() => onSpan((current, now) => panned(current, -0.5, now))} />
        <Tool name="Later" path="m6 3 5 5-5 5" disabled={span.following} onClick={() => onSpan((current, now) => panned(current, 0.5, now))} />
        <Tool name="Zoom in" path="M8 3v10M3 8h10" onClick={() => onSpan((current, now) => zoomed(current, 0.5, null, now))} />
        <Tool name="Zoom out" path="M3 8h10" onClick={() => onSpan((current, now) => zoomed(current, 2, null, now))} />
        <button
          type="button"
          className="button tool"
          disabled={span.following}
          onClick={() => onSpan((current, now) => lastOf(lengthOf(current), now))}
        >
          To now
        </button>
      </div>
      <details className="tool-menu">
        <summary className="button tool">
          Signs ({lanes.length - hidden.size} of {lanes.length})
        </summary>
        <fieldset className="tool-choices">
          <legend className="unseen">Signs shown</legend>
          {lanes.map(({ key, title }) => (
            <label key={key} className="check">
              <input
                type="checkbox"
                checked={!hidden.has(key)}
                disabled={!hidden.has(key) && lanes.length - hidden.size === 1}
                onChange={() => toggle(key)}
              />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      </details>
      {children}
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly path: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ name, path, disabled = false, onClick }: ToolProps) {
  return (
    <button type="button" className="button tool tool-icon" aria-label={name} title={name} disabled={disabled} onClick={onClick}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
