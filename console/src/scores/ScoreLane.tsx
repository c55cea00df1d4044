import { type Ref, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { scoreOf } from '../board/decode';
import { ScoreCell } from '../board/ScoreCell';
import { isOld } from '../layout/DataAge';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { patientPath } from '../trends/paths';
import { type Api, isNotFound } from '../wire/api';
import { frameWords } from '../words/frame';
import { trendWords } from '../words/trends';
import { ChosenScore } from './ChosenScore';
import type { ScorePoint } from './model';
import { ScoreChart, scoreAt } from './ScoreChart';
import { stepFrom } from './shape';
import { useScores } from './useScores';
import { remarks, summaryWords, timeWords, worthWords } from './words';

export const SCORE_LANE = 'news2';
const HEIGHT = 150;
const LATEST_MILLIS = 5_000;
const MOST_ROWS = 300;

/** What the charts' hands and keys do to this one. */
export interface ScoreLaneHandle {
  readonly pointAt: (fraction: number, width: number) => void;
  readonly step: (forward: boolean) => void;
  readonly release: () => void;
}

interface Props {
  readonly ref: Ref<ScoreLaneHandle>;
  readonly api: Api;
  readonly patientId: string;
  readonly from: number;
  readonly to: number;
  /** What to read: the charts' span, once it has come to rest. */
  readonly told: { readonly from: number; readonly to: number };
  readonly following: boolean;
  readonly now: () => number;
}

/** NEWS2 over time, above the signs that it is made of. */
export function ScoreLane({ ref, api, patientId, from, to, told, following, now }: Props) {
  const id = useId();
  const scores = useScores(api, patientId, told, following, now);
  const [chosen, setChosen] = useState<ScorePoint | null>(null);
  const known = scores.kind === 'known' ? scores.history : null;
  const edges = useMemo(() => ({ from: known?.from ?? 0, to: known?.to ?? 0 }), [known]);
  const state = useRef({ known, from, to, chosen });
  state.current = { known, from, to, chosen };
  useImperativeHandle(
    ref,
    () => ({
      pointAt: (fraction, width) => {
        const { known: read, from: start, to: end } = state.current;
        if (read === null) return;
        const time = start + (end - start) * fraction;
        setChosen(scoreAt(time, width, { points: read.points, edges: read, from: start, to: end }));
      },
      step: (forward) => {
        const { known: read, from: start, to: end, chosen: last } = state.current;
        const next = stepFrom(read?.points ?? [], last?.time ?? null, forward, { from: start, to: end });
        if (next !== null) setChosen(next);
      },
      release: () => setChosen(null),
    }),
    [],
  );
  const inside = known?.points.filter(({ time }) => time >= from && time <= to) ?? [];
  return (
    <section className="lane-row" aria-labelledby={id} data-lane={SCORE_LANE}>
      <div className="lane-now">
        <h2 id={id}>NEWS2</h2>
        <Latest api={api} patientId={patientId} />
      </div>
      {known === null ? (
        <p className="quiet score-note-wide" role="status">
          {scores.kind === 'unknown' ? scores.reason : frameWords().loading}
        </p>
      ) : (
        <div
          className="lane-chart"
          role="group"
          tabIndex={0}
          aria-label={trendWords().chart('NEWS2', summaryWords(inside))}
          aria-describedby="trend-keys"
        >
          <ScoreChart points={known.points} edges={edges} from={from} to={to} chosen={chosen} height={HEIGHT} />
        </div>
      )}
      {scores.kind === 'known' && scores.failure !== null ? (
        <p className="failure lane-table" role="alert">
          {trendWords().score.unreadable} {scores.failure}
        </p>
      ) : null}
      {chosen === null ? null : <ChosenScore point={chosen} onClose={() => setChosen(null)} />}
      {known === null ? null : <Table points={inside} onChoose={setChosen} />}
    </section>
  );
}

/** The score of now, as the server says it now: what has become too old no longer counts. */
function Latest({ api, patientId }: { readonly api: Api; readonly patientId: string }) {
  useNow();
  const latest = usePolled(`${patientId} news2`, LATEST_MILLIS, async () => {
    try {
      return { score: scoreOf(await api.get(patientPath(patientId, 'scores/latest?score=news2'))) };
    } catch (failure) {
      if (isNotFound(failure)) return { score: null };
      throw failure;
    }
  });
  if (latest.value === null) {
    return <p className="quiet">{latest.failure === null ? frameWords().loading : `${trendWords().score.notKnown} ${latest.failure}`}</p>;
  }
  if (isOld(latest, LATEST_MILLIS, Date.now())) {
    return <p className="quiet">{trendWords().score.notKnownNow} {latest.failure ?? frameWords().serverSilent}</p>;
  }
  return <ScoreCell score={latest.value.score} />;
}

interface TableProps {
  readonly points: readonly ScorePoint[];
  readonly onChoose: (point: ScorePoint) => void;
}

/** The same as the chart, in numbers. */
function Table({ points, onChoose }: TableProps) {
  const w = trendWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="lane-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {w.table}<span className="unseen">, NEWS2</span>
      </summary>
      {!open ? null : points.length === 0 ? (
        <p className="quiet">{w.score.none}</p>
      ) : (
        <div className="lane-table-scroll" tabIndex={0} role="region" aria-label={w.valuesOf('NEWS2')}>
          {points.length > MOST_ROWS ? (
            <p className="quiet">{w.newestOf(MOST_ROWS, String(points.length))}</p>
          ) : null}
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{w.columns.time}</th>
                <th scope="col">{w.columns.score}</th>
                <th scope="col">{w.columns.remarks}</th>
                <th scope="col">
                  <span className="unseen">{w.columns.action}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {points.slice(-MOST_ROWS).reverse().map((point, index) => (
                <tr key={`${point.time} ${index}`}>
                  <td>{timeWords(point)}</td>
                  <td>{worthWords(point)}</td>
                  <td>{remarks(point).join('. ')}</td>
                  <td>
                    <button type="button" className="button button-small" onClick={() => onChoose(point)}>
                      {w.choose}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
