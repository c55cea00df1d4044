import { trendWords } from '../words/trends';
import type { Completeness } from './model';
import { completenessWords } from './words';

interface Props {
  readonly name: string;
  readonly of: Completeness | null;
  readonly from: number;
  readonly to: number;
}

const WIDTH = 200;

/** When a sign was measured and when it was not, and how much that is in words. */
export function CompletenessBar({ name, of, from, to }: Props) {
  if (of === null) return null;
  const x = (time: number) => Math.min(WIDTH, Math.max(0, ((time - from) / (to - from)) * WIDTH));
  const words = completenessWords(of);
  return (
    <figure className="completeness">
      <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" role="img" aria-label={trendWords().completenessOf(name, words)}>
        <rect className="completeness-had" width={WIDTH} height="10" />
        {of.gaps.map((gap) => (
          <rect
            key={gap.from}
            className="completeness-gap"
            x={x(gap.from)}
            y="0"
            width={Math.max(0.8, x(gap.to) - x(gap.from))}
            height="7"
          />
        ))}
      </svg>
      <figcaption aria-hidden="true">{words}</figcaption>
    </figure>
  );
}
