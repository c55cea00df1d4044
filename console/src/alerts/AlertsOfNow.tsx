import type { ReactNode } from 'react';
import { OutdatedContext } from '../live/outdated';
import { useNow } from '../live/ticker';
import type { AlertFeed } from './feed';

interface Props {
  readonly feed: AlertFeed;
  readonly children: ReactNode;
}

/** Around alert cards: while their stream is lost no clock on them may count as if it knew. */
export function AlertsOfNow({ feed, children }: Props) {
  useNow();
  const liveness = feed.liveness();
  return <OutdatedContext value={liveness.kind === 'lost' ? liveness.since : null}>{children}</OutdatedContext>;
}
