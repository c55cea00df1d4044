import { useState } from 'react';
import { PolledContent } from '../layout/Card';
import { Mark } from '../layout/Mark';
import { Message } from '../layout/Message';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { searchTo } from '../nav/address';
import { useAddress } from '../nav/Link';
import { mayOperate } from '../nav/places';
import type { Claims } from '../session/claims';
import type { Api } from '../wire/api';
import { deliveryWords } from '../words/deliveries';
import { targetsOf } from './decode';
import { FailedCard } from './FailedCard';
import { TargetCard } from './TargetCard';

interface Props {
  readonly api: Api;
  readonly claims: Claims;
}

const REFRESH_MILLIS = 5_000;

/** Who is delivered to, how far that is, what failed and why, and another try. */
export function DeliveriesPage({ api, claims }: Props) {
  const w = deliveryWords();
  const address = useAddress();
  const chosen = new URLSearchParams(useObservable(address.search)).get('target');
  const targets = usePolled('deliveries', REFRESH_MILLIS, async () => targetsOf(await api.get('/api/v1/deliveries')));
  const [retried, setRetried] = useState<number | null>(null);
  const operator = mayOperate(claims);
  const onRetried = (lines: number) => {
    setRetried(lines);
    void targets.refresh();
  };
  return (
    <section className="deliveries" aria-labelledby="deliveries-title">
      <header className="desk-head">
        <h1 id="deliveries-title">{w.title}</h1>
        <p className="desk-lead">{w.lead}</p>
      </header>
      <div aria-live="polite">
        {retried === null ? null : (
          <p className="outcome" role="status">
            <Mark grade="good" /> {w.retried(retried)}
          </p>
        )}
      </div>
      <PolledContent state={targets} everyMillis={REFRESH_MILLIS} what={w.thisList}>
        {(all) =>
          all.length === 0 ? (
            <Message title={w.nobody}>
              <p>{w.nobodyMore}</p>
            </Message>
          ) : (
            <div className="delivery-targets">
              {all.map((target) => (
                <TargetCard
                  key={target.id}
                  api={api}
                  target={target}
                  operator={operator}
                  chosen={target.id === chosen}
                  onChoose={() =>
                    address.replace(searchTo('deliveries', { target: target.id === chosen ? null : target.id }))
                  }
                  onRetried={onRetried}
                />
              ))}
            </div>
          )
        }
      </PolledContent>
      {operator && chosen !== null ? (
        <FailedCard key={chosen} api={api} target={chosen} onRetried={onRetried} />
      ) : null}
    </section>
  );
}
