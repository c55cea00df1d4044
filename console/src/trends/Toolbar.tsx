import type { ReactNode } from 'react';
import { trendWords } from '../words/trends';
import { type Lane, laneTitle } from './lanes';
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
  const w = trendWords();
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onHidden(next);
  };
  return (
    <div className="trends-tools" role="toolbar" aria-label={w.toolbar}>
      <div className="tool-group" role="group" aria-label={w.last}>
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
      <div className="tool-group" role="group" aria-label={w.moveAndZoom}>
        <Tool name={w.earlier} path="M10 3 5 8l5 5" onClick={() => onSpan((current, now) => panned(current, -0.5, now))} />
        <Tool name={w.later} path="m6 3 5 5-5 5" disabled={span.following} onClick={() => onSpan((current, now) => panned(current, 0.5, now))} />
        <Tool name={w.zoomIn} path="M8 3v10M3 8h10" onClick={() => onSpan((current, now) => zoomed(current, 0.5, null, now))} />
        <Tool name={w.zoomOut} path="M3 8h10" onClick={() => onSpan((current, now) => zoomed(current, 2, null, now))} />
        <button
          type="button"
          className="button tool"
          disabled={span.following}
          onClick={() => onSpan((current, now) => lastOf(lengthOf(current), now))}
        >
          {w.toNow}
        </button>
      </div>
      <details className="tool-menu">
        <summary className="button tool">
          {w.signsOf(lanes.length - hidden.size, lanes.length)}
        </summary>
        <fieldset className="tool-choices">
          <legend className="unseen">{w.signsShown}</legend>
          {lanes.map((lane) => (
            <label key={lane.key} className="check">
              <input
                type="checkbox"
                checked={!hidden.has(lane.key)}
                disabled={!hidden.has(lane.key) && lanes.length - hidden.size === 1}
                onChange={() => toggle(lane.key)}
              />
              <span>{laneTitle(lane)}</span>
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
