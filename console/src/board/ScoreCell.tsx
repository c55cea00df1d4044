import { useNow } from '../live/ticker';
import { ageSeconds, ageText } from './age';
import type { Score } from './model';
import { RiskMark } from './RiskMark';
import { riskWord, scoreView } from './score';

export function ScoreCell({ score }: { readonly score: Score | null }) {
  const view = scoreView(score);
  switch (view.kind) {
    case 'none':
      return (
        <span className="score score-unknown">
          <span className="score-incomplete">No score yet</span>
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
            <span className="score-incomplete">Incomplete {view.present}/7</span>
            <span className="score-band">
              <RiskMark risk={view.riskAtLeast} />
              <span>
                at least {view.atLeast ?? 'unknown'}
                {view.riskAtLeast === null ? '' : ` · ${riskWord(view.riskAtLeast)}`}
              </span>
            </span>
            {view.missing === '' ? null : (
              <span className="score-note">no current {view.missing}</span>
            )}
          </span>
        </span>
      );
  }
}

function ScoreNote({ score }: { readonly score: Score | null }) {
  const now = useNow();
  if (score === null) return null;
  return (
    <span className="score-note">
      {score.scale === 2 ? <span>SpO₂ scale 2</span> : null}
      {score.measuredAt === null ? null : <span>{ageText(ageSeconds(score.measuredAt, now))}</span>}
    </span>
  );
}
