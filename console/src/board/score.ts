import { wardWords } from '../words/ward';
import type { Risk, Score } from './model';

/** NEWS2 has seven parameters. */
const PARAMETERS = 7;

export type ScoreView =
  | { readonly kind: 'none' }
  | { readonly kind: 'total'; readonly total: number; readonly risk: Risk }
  /** Something is missing: there is no NEWS2 to show, only what it is at least. */
  | {
      readonly kind: 'incomplete';
      readonly present: number;
      readonly atLeast: number | null;
      readonly riskAtLeast: Risk | null;
      readonly missing: string;
    };

export function scoreView(score: Score | null): ScoreView {
  if (score === null) return { kind: 'none' };
  if (score.total !== null && score.risk !== null && !score.riskIsLowerBound) {
    return { kind: 'total', total: score.total, risk: score.risk };
  }
  return {
    kind: 'incomplete',
    present: Math.max(0, PARAMETERS - score.missing.length),
    atLeast: score.lowerBound,
    riskAtLeast: score.risk,
    missing: score.missing.map(parameterText).join(', '),
  };
}

export function riskWord(risk: Risk): string {
  return wardWords().risks[risk];
}

function parameterText(name: string): string {
  return (wardWords().parameters as Readonly<Record<string, string>>)[name] ?? name;
}
