import { useId } from 'react';
import { statisticsWords } from '../words/statistics';
import { locale, numberText } from '../words/words';
import { axisTop, type OfDay } from './model';

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 42;
const BOTTOM = 22;

/** Alerts a day as columns; the same, with the median time to accept, as a table below. */
export function DailyChart({ daily }: { readonly daily: readonly OfDay[] }) {
  const words = statisticsWords();
  const id = useId();
  const top = axisTop(Math.max(0, ...daily.map(({ alerts }) => alerts)));
  const step = (WIDTH - LEFT) / Math.max(1, daily.length);
  const y = (value: number) => 8 + (HEIGHT - BOTTOM - 8) * (1 - value / top);
  const every = Math.ceil(daily.length / 7);
  return (
    <>
      <svg className="daily" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{`${words.daily}: ${daily.map(({ day, alerts }) => `${dayText(day)} ${alerts}`).join(', ')}`}</title>
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line className="daily-grid" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
            <text className="daily-text" x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {numberText(value)}
            </text>
          </g>
        ))}
        {daily.map(({ day, alerts }, index) => (
          <g key={day}>
            <rect
              className="daily-bar"
              x={LEFT + index * step + step * 0.15}
              width={Math.min(step * 0.7, 60)}
              y={y(alerts)}
              height={y(0) - y(alerts)}
            />
            {index % every === 0 ? (
              <text className="daily-text" x={LEFT + index * step + Math.min(step * 0.5, step * 0.15 + 30)} y={HEIGHT - 6} textAnchor="middle">
                {dayText(day)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <details className="statistics-table">
        <summary>{words.asTable}</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.columns.day}</th>
              <th scope="col">{words.columns.alerts}</th>
              <th scope="col">{words.columns.median}</th>
            </tr>
          </thead>
          <tbody>
            {daily.map(({ day, alerts, medianSeconds }) => (
              <tr key={day}>
                <td>{dayText(day)}</td>
                <td>{numberText(alerts)}</td>
                <td>{medianSeconds === null ? '–' : numberText(Math.round(medianSeconds))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** A day as the language writes it, short; it has no zone any more. */
function dayText(day: string): string {
  const time = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(time.getTime()) ? day : time.toLocaleDateString(locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
