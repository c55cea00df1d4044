import { useEffect, useMemo } from 'react';
import { alertsOf } from '../alerts/decode';
import type { AlertFeed } from '../alerts/feed';
import type { Alert } from '../alerts/model';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';

const REFRESH_MILLIS = 60_000;
const MOST = 500;

export interface PatientAlerts {
  /** Null while they are not known. */
  readonly all: readonly Alert[] | null;
  readonly failure: string | null;
}

/** All alerts of a patient: what is open from the stream, what is over as read, and again when it changes. */
export function useAlerts(api: Api, feed: AlertFeed, patientId: string): PatientAlerts {
  const live = useObservable(feed.state).alerts;
  const open = useMemo(() => [...live.values()].filter((alert) => alert.patientId === patientId), [live, patientId]);
  const read = usePolled(`alerts ${patientId}`, REFRESH_MILLIS, async () => {
    const query = new URLSearchParams({ patient: patientId, state: 'all', limit: String(MOST) });
    return alertsOf(await api.get(`/api/v1/alerts?${query.toString()}`));
  });
  const signature = open.map(({ id, updatedAt, version }) => `${id} ${version ?? updatedAt}`).join();
  useEffect(() => void read.refresh(), [signature]);
  const all = useMemo(() => (read.value === null ? null : merged(read.value, open)), [read.value, open]);
  return { all, failure: read.failure };
}

/** Of one alert the newer state counts. */
export function merged(read: readonly Alert[], live: readonly Alert[]): readonly Alert[] {
  const byId = new Map(read.map((alert) => [alert.id, alert]));
  for (const alert of live) {
    const known = byId.get(alert.id);
    if (known === undefined || known.updatedAt <= alert.updatedAt) byId.set(alert.id, alert);
  }
  return [...byId.values()];
}
