import { useState } from 'react';
import { ageText } from '../board/age';
import { Card } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { Mark } from '../layout/Mark';
import { clockTime } from '../live/clockTime';
import type { Api } from '../wire/api';
import { deliveryWords } from '../words/deliveries';
import { numberText } from '../words/words';
import { retriedOf } from './decode';
import { explained } from './explained';
import { standingOf, type Target } from './model';

interface Props {
  readonly api: Api;
  readonly target: Target;
  readonly operator: boolean;
  /** Whether what it refused is listed below. */
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onRetried: (lines: number) => void;
}

/** How far deliveries to one target are, and what holds them up. */
export function TargetCard({ api, target, operator, chosen, onChoose, onRetried }: Props) {
  const w = deliveryWords();
  const [asking, setAsking] = useState(false);
  const standing = standingOf(target);
  return (
    <Card
      title={target.id}
      className={`delivery-target standing-${standing}`}
      aside={
        <p className="delivery-doing">
          <Mark grade={standing} />
          <strong>{target.configured ? w.doing[target.doing] : w.notConfigured}</strong>
        </p>
      }
    >
      {target.trouble === null ? null : (
        <p className="delivery-trouble" role="status">
          {w.trouble(target.trouble)}{' '}
          {target.triesAgainAt === null ? '' : w.triesAgain(clockTime(target.triesAgainAt))}
        </p>
      )}
      <dl className="delivery-figures">
        <Figure name={w.waiting}>{numberText(target.backlog)}</Figure>
        <Figure name={w.behind}>{target.backlog === 0 ? '–' : ageText(target.lagSeconds)}</Figure>
        <Figure name={w.failed}>{numberText(target.failed)}</Figure>
      </dl>
      {target.kinds.length === 0 ? null : (
        <p className="quiet">
          {w.gets(target.kinds.map((kind) => w.kinds[kind] ?? kind).join(', '))}
          {target.notOffered.length === 0
            ? ''
            : ` ${w.notTaken(target.notOffered.map((kind) => w.kinds[kind] ?? kind).join(', '))}`}
        </p>
      )}
      {target.failures.length === 0 ? null : (
        <ul className="delivery-failures" aria-label={w.why}>
          {target.failures.map((failure) => {
            const { meaning, advice } = explained(failure.error, failure.explanation);
            return (
              <li key={failure.error}>
                <p>
                  <strong>{w.lines(failure.lines)}</strong> <code>{failure.error}</code>
                </p>
                <p>{meaning}</p>
                <p className="quiet">{advice}</p>
              </li>
            );
          })}
        </ul>
      )}
      {operator && target.failed > 0 ? (
        <div className="delivery-actions">
          <button type="button" className="button" aria-expanded={chosen} onClick={onChoose}>
            {chosen ? w.hideEach : w.showEach}
          </button>
          <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
            {w.retryAll}
          </button>
        </div>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title={w.retryAllTitle(target.failed, target.id)}
          action={w.retry}
          onClose={() => setAsking(false)}
          onConfirm={async () =>
            onRetried(retriedOf(await api.post(`/api/v1/deliveries/${encodeURIComponent(target.id)}/retry`)))
          }
        >
          <p>{w.retryAllMore}</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
