import { useState } from 'react';
import { Card, PolledContent } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { historyOf } from './decode';
import { limitsOf } from './draft';
import type { Entry } from './model';
import { policyPath, standingWords, tagOf } from './scope';
import { Trial } from './Trial';

interface Props {
  readonly api: Api;
  readonly entry: Entry;
  /** The newest decision about the scope. */
  readonly version: number;
  readonly title: string;
  readonly mayDecide: boolean;
  readonly mayReview: boolean;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}

/** A decision: what, who, why, since when and until when. */
export function EntryCard({ api, entry, version, title, mayDecide, mayReview, onEdit, onChanged }: Props) {
  const [asked, setAsked] = useState(false);
  const standing = entry.standing === 'IN_FORCE' || entry.standing === 'PENDING';
  return (
    <Card
      title={title}
      aside={<span className={entry.shadow ? 'policy-tag policy-trial' : `policy-tag policy-${entry.standing.toLowerCase()}`}>{standingWords(entry)}</span>}
    >
      <Facts entry={entry} />
      {entry.policy === null ? null : <Limits entry={entry} />}
      {mayReview && entry.shadow ? <Trial api={api} scope={entry.scope} /> : null}
      {mayReview ? <History api={api} scope={entry.scope} /> : null}
      {mayDecide && standing ? (
        <div className="confirm-foot policy-foot">
          <button type="button" className="button button-small" onClick={() => setAsked(true)}>
            Withdraw…
          </button>
          <button type="button" className="button button-small" onClick={onEdit}>
            Change…
          </button>
        </div>
      ) : null}
      {asked ? (
        <ConfirmDialog
          title={`Withdraw ${entry.id} for ${title}?`}
          action="Withdraw"
          grave={!entry.shadow}
          asksReason
          onConfirm={async (reason) => {
            await api.remove(policyPath(entry.scope), { reason, shadow: entry.shadow }, tagOf(version));
            onChanged();
          }}
          onClose={() => setAsked(false)}
        >
          <p>
            {entry.shadow
              ? 'It is on trial and calls nobody; the trial ends.'
              : 'From now on the next wider policy counts. What was still to come is withdrawn, too.'}
          </p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

function Facts({ entry }: { readonly entry: Entry }) {
  const rows: readonly (readonly [string, string])[] = [
    ['Policy', `${entry.id}${entry.version === null ? '' : `, version ${entry.version}`}`],
    ['By', entry.author],
    ['Reason', entry.reason === '' ? 'none given' : entry.reason],
    [entry.standing === 'PENDING' ? 'From' : 'Since', entry.effectiveFrom === null ? 'not known' : fullTime(entry.effectiveFrom)],
    ['Until', entry.expiresAt === null ? 'for good' : fullTime(entry.expiresAt)],
    ...(entry.owner === null ? [] : ([['Answers for it', entry.owner]] as const)),
  ];
  return (
    <dl className="facts">
      {rows.map(([name, text]) => (
        <div key={name} className="facts-row">
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Limits({ entry }: { readonly entry: Entry }) {
  const document = entry.policy ?? {};
  return (
    <details className="policy-document">
      <summary>
        What it says<span className="unseen">, {entry.id}</span>
      </summary>
      <ul className="policy-limits">
        {limitsOf(document).map(({ title, below, ladders, loneWords }, index) => (
          <li key={index}>
            <strong>{title}</strong>:{' '}
            {ladders.steps
              .map(({ beyond, delay, priority }) => `${below ? 'below' : 'above'} ${beyond} for ${delay} s: ${priority}`)
              .join('; ')}
            {loneWords === null ? '' : `; ${loneWords}`}
          </li>
        ))}
      </ul>
      <pre className="policy-json" tabIndex={0} role="region" aria-label={`${entry.id}, JSON`}>
        {JSON.stringify(document, null, 2)}
      </pre>
    </details>
  );
}

const HISTORY_MILLIS = 60_000;

function History({ api, scope }: { readonly api: Api; readonly scope: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="policy-document" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Every decision about it</summary>
      {open ? <Decisions api={api} scope={scope} /> : null}
    </details>
  );
}

function Decisions({ api, scope }: { readonly api: Api; readonly scope: string }) {
  const history = usePolled(scope, HISTORY_MILLIS, async () =>
    historyOf(await api.get(`/api/v1/policies/history?scope=${encodeURIComponent(scope)}`)),
  );
  return (
    <PolledContent state={history} everyMillis={HISTORY_MILLIS} what="The history">
      {(entries) => (
        <ol className="policy-history">
          {entries.map((entry, index) => (
            <li key={index}>
              <strong>
                {entry.id} {entry.version ?? ''}
              </strong>{' '}
              {standingWords(entry)}
              {entry.shadow && entry.standing !== 'IN_FORCE' ? ' (trial)' : ''},{' '}
              {entry.effectiveFrom === null ? 'time not known' : fullTime(entry.effectiveFrom)}, {entry.author}: {entry.reason}
            </li>
          ))}
        </ol>
      )}
    </PolledContent>
  );
}
