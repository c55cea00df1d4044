import { type ReactNode, useId } from 'react';
import type { Bar, Track } from './track';

interface Props<T> {
  readonly title: string;
  readonly laneKey: string;
  /** Below the title. */
  readonly aside: ReactNode;
  readonly track: Track<T>;
  /** In place of bars; null where there are some. */
  readonly note: string | null;
  readonly keyOf: (item: T) => string;
  readonly bar: (bar: Bar<T>) => ReactNode;
  readonly children?: ReactNode;
}

/** Room beside the charts' plots, so that their times stand in line (trends/chartOptions). */
export const PLOT_LEFT = 46;
export const PLOT_RIGHT = 18;
const ROW = 1.9;

/** What went on beside the charts, on their axis. Empty places pan and zoom as the charts do. */
export function EventTrack<T>({ title, laneKey, aside, track, note, keyOf, bar, children }: Props<T>) {
  const id = useId();
  return (
    <section className="lane-row track-row" aria-labelledby={id} data-lane={laneKey}>
      <div className="lane-now">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className="track" style={{ blockSize: `${Math.max(1, track.rows) * ROW + 0.5}rem` }}>
        <div className="track-plot" style={{ insetInline: `${PLOT_LEFT}px ${PLOT_RIGHT}px` }}>
          {/* uPlot's class: hands that drag or turn the wheel here move the charts. */}
          <div className="track-ground u-over" />
          {note === null ? null : <p className="track-note">{note}</p>}
          <ul>
            {track.bars.map((each) => (
              <li
                key={keyOf(each.item)}
                className={`track-bar${each.begins ? '' : ' track-from-before'}${each.ends ? '' : ' track-goes-on'}`}
                style={{
                  insetBlockStart: `${each.row * ROW + 0.25}rem`,
                  insetInlineStart: `${each.left * 100}%`,
                  inlineSize: `${each.width * 100}%`,
                }}
              >
                {bar(each)}
              </li>
            ))}
          </ul>
        </div>
      </div>
      {children}
    </section>
  );
}
