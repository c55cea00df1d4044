import { useState } from 'react';
import { Card, PolledContent } from '../layout/Card';
import { fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { type Api, explain } from '../wire/api';
import { deliveryWords } from '../words/deliveries';
import { failedPageOf, retriedOf } from './decode';
import { explained } from './explained';
import type { FailedDelivery } from './model';

interface Props {
  readonly api: Api;
  readonly target: string;
  readonly onRetried: (lines: number) => void;
}

const REFRESH_MILLIS = 15_000;
const MOST = 100;

/** Each delivery that a target refused, a page at a time. Ids are digests: nothing says whose it is. */
export function FailedCard({ api, target, onRetried }: Props) {
  const w = deliveryWords();
  const path = `/api/v1/deliveries/${encodeURIComponent(target)}/failed`;
  const [pages, setPages] = useState<readonly string[]>(['']);
  const after = pages.at(-1) ?? '';
  const page = usePolled(`${target} ${after}`, REFRESH_MILLIS, async () =>
    failedPageOf(await api.get(`${path}?limit=${MOST}&after=${encodeURIComponent(after)}`)),
  );
  return (
    <Card title={w.refusedBy(target)}>
      <PolledContent state={page} everyMillis={REFRESH_MILLIS} what={w.thisList}>
        {({ failed, next }) => (
          <>
            {failed.length === 0 ? (
              <p className="quiet">{w.nothingFailed}</p>
            ) : (
              <div className="delivery-scroll" tabIndex={0} role="region" aria-label={w.table(w.refusedBy(target))}>
                <table className="plain-table stacks-on-phone">
                  <thead>
                    <tr>
                      <th scope="col">{w.columns.what}</th>
                      <th scope="col">{w.columns.at}</th>
                      <th scope="col">{w.columns.why}</th>
                      <th scope="col">{w.columns.again}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {failed.map((delivery) => (
                      <Row
                        key={`${delivery.kind} ${delivery.resourceId}`}
                        delivery={delivery}
                        retry={async () => {
                          const id = `${encodeURIComponent(delivery.kind)}/${encodeURIComponent(delivery.resourceId)}`;
                          onRetried(retriedOf(await api.post(`${path}/${id}/retry`)));
                          void page.refresh();
                        }}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {pages.length === 1 && next === null ? null : (
              <div className="delivery-actions">
                <button
                  type="button"
                  className="button"
                  disabled={pages.length === 1}
                  onClick={() => setPages(pages.slice(0, -1))}
                >
                  {w.earlier}
                </button>
                <button
                  type="button"
                  className="button"
                  disabled={next === null}
                  onClick={() => setPages(next === null ? pages : [...pages, next])}
                >
                  {w.further}
                </button>
              </div>
            )}
          </>
        )}
      </PolledContent>
    </Card>
  );
}

function Row({ delivery, retry }: { readonly delivery: FailedDelivery; readonly retry: () => Promise<void> }) {
  const w = deliveryWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { meaning } = explained(delivery.error, delivery.explanation);
  const attempt = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await retry();
    } catch (caught) {
      setFailure(explain(caught));
    }
    setBusy(false);
  };
  return (
    <tr>
      <td>
        {w.kinds[delivery.kind] ?? delivery.kind}
        <span className="cell-more">{delivery.item}</span>
        <code className="cell-more cell-break">{delivery.resourceId}</code>
      </td>
      <td>
        {delivery.failedAt === null ? '–' : fullTime(delivery.failedAt)}
        <span className="cell-more quiet">{w.attempts(delivery.attempts)}</span>
      </td>
      <td>
        <strong>{delivery.error}</strong>
        {delivery.issues.length === 0 ? <span className="cell-more">{meaning}</span> : null}
        {delivery.issues.map((issue, index) => (
          <span key={index} className="cell-more cell-break">
            <code>{issue.expression ?? issue.code}</code> {issue.diagnostics}
          </span>
        ))}
      </td>
      <td>
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-label={w.retryOne(delivery.resourceId)}
          onClick={() => void attempt()}
        >
          {w.retry}
        </button>
        {failure === null ? null : (
          <p className="failure" role="alert">
            {failure}
          </p>
        )}
      </td>
    </tr>
  );
}
