import { useOutdated } from '../live/outdated';
import { useNow } from '../live/ticker';
import { wardWords } from '../words/ward';
import { ageSeconds, ageText } from './age';
import type { Score } from './model';
import { RiskMark } from './RiskMark';
import { riskWord, scoreView } from './score';

export function ScoreCell({ score }: { readonly score: Score | null }) {
  const w = wardWords();
  const outdated = useOutdated() !== null;
  const view = scoreView(score);
  switch (view.kind) {
    case 'none':
      return (
        <span className="score score-unknown">
          <span className="score-incomplete">{w.noScore}</span>
        </span>
      );
    case 'total':
      return (
        <span className={`score score-${view.risk}`}>
          <span className="score-total">{view.total}</span>
          <span className="score-text">
            <span className="score-band">
              <RiskMark risk={view.risk} />
              {riskWord(view.risk)}
            </span>
            <ScoreNote score={score} />
          </span>
        </span>
      );
    case 'incomplete':
      return (
        <span className={`score score-partial score-${view.riskAtLeast ?? 'unknown'}`}>
          <span className="score-text">
            <span className="score-incomplete">{w.incomplete(view.present)}</span>
            <span className="score-band">
              <RiskMark risk={view.riskAtLeast} />
              <span>
                {w.atLeast(view.atLeast === null ? w.unknown : String(view.atLeast))}
                {view.riskAtLeast === null ? '' : ` · ${riskWord(view.riskAtLeast)}`}
              </span>
            </span>
            {view.missing === '' ? null : (
              <span className="score-note">{w.noCurrent(view.missing)}</span>
            )}
            {outdated ? <span className="vital-stale">{w.notCurrent}</span> : null}
          </span>
        </span>
      );
  }
}

function ScoreNote({ score }: { readonly score: Score | null }) {
  const now = useNow();
  const w = wardWords();
  const outdated = useOutdated() !== null;
  if (score === null) return null;
  return (
    <span className="score-note">
      {outdated ? <span className="vital-stale">{w.notCurrent}</span> : null}
      {score.scale === 2 ? <span>{w.scale2}</span> : null}
      {score.measuredAt === null ? null : <span>{ageText(ageSeconds(score.measuredAt, now))}</span>}
    </span>
  );
}
