import type { Alert, Priority } from './model';
import { isAskedAgain } from './order';

/** Who is looking: only to offer what the server would not refuse. */
export interface Person {
  /** The subject of the token, as it stands in acknowledgements and pages; null when it is not known. */
  readonly subject: string | null;
  readonly mayAct: boolean;
  readonly mayOrder: boolean;
}

export type DeedKind =
  | 'accept'
  | 'reject'
  | 'hand-over'
  | 'pause'
  | 'resume'
  | 'switch-off'
  | 'resolve'
  | 'dispose';

/** What this person may do about an alert, the likeliest first. */
export function deedsOf(alert: Alert, { subject, mayAct, mayOrder }: Person): readonly DeedKind[] {
  if (!mayAct) return [];
  // Whether it was of use is often known only afterwards.
  if (!alert.open) return alert.version === null || alert.disposition !== null ? [] : ['dispose'];
  const accepted = alert.acknowledgement !== null;
  // A server from before escalation knows these two; it is asked for nothing else.
  if (alert.version === null) return accepted ? [] : ['accept'];
  const deeds: DeedKind[] = [];
  // Who accepted and was asked again accepts once more; so may another.
  if (!accepted || isAskedAgain(alert)) deeds.push('accept');
  if (!alert.retrospective) {
    if (mayReject(alert, subject)) deeds.push('reject');
    deeds.push('hand-over');
    if (alert.signal.kind === 'enabled') deeds.push('pause');
    else deeds.push('resume');
    if (mayOrder && alert.priority !== 'high' && alert.signal.kind !== 'off') deeds.push('switch-off');
  }
  if (!alert.conditionActive) deeds.push('resolve');
  deeds.push('dispose');
  return deeds;
}

/** Once in each round; who has it gives it back by that, and nobody gives back what another has. */
function mayReject({ acknowledgement, rejections, call }: Alert, subject: string | null): boolean {
  if (acknowledgement !== null) return acknowledgement.by === subject;
  return !rejections.some(({ by, at }) => by === subject && (at === null || at >= (call?.since ?? 0)));
}

export const REJECT_REASONS = ['busy', 'not-mine', 'off-duty', 'other'] as const;
export const SILENCE_REASONS = [
  'procedure',
  'patient-moving',
  'sensor-change',
  'known',
  'end-of-life-care',
  'other',
] as const;
export const DISPOSITIONS = ['actionable', 'not-actionable', 'artefact'] as const;

/** Offered lengths of a pause in minutes; the last is the longest that the ward's plan allows. */
export const PAUSE_MINUTES: Readonly<Record<Priority, readonly number[]>> = {
  high: [2, 5, 10],
  medium: [5, 15, 30, 60],
  low: [15, 60, 120, 240],
};

/** Offered lengths of an order to be silent, in hours; the server's limit is the last. */
export const OFF_HOURS = [1, 4, 8, 12] as const;

/** One deed as it is sent. */
export type Deed =
  | { readonly kind: 'accept' | 'resume' | 'resolve' }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'hand-over'; readonly to: string }
  | { readonly kind: 'pause'; readonly minutes: number; readonly reason: string }
  | { readonly kind: 'switch-off'; readonly until: number; readonly reason: string }
  | { readonly kind: 'dispose'; readonly disposition: string };

/** The request of a deed; `accept` keeps its older name, which every version of the server knows. */
export function requestOf(id: string, deed: Deed): { readonly path: string; readonly body: unknown } {
  const path = (name: string) => `/api/v1/alerts/${encodeURIComponent(id)}/${name}`;
  switch (deed.kind) {
    case 'accept':
      return { path: path('acknowledge'), body: undefined };
    case 'resume':
    case 'resolve':
      return { path: path(deed.kind), body: undefined };
    case 'reject':
      return { path: path(deed.kind), body: { reason: deed.reason } };
    case 'hand-over':
      return { path: path(deed.kind), body: { to: deed.to } };
    case 'pause':
      return { path: path(deed.kind), body: { minutes: deed.minutes, reason: deed.reason } };
    case 'switch-off':
      return { path: path(deed.kind), body: { until: new Date(deed.until).toISOString(), reason: deed.reason } };
    case 'dispose':
      return { path: path(deed.kind), body: { disposition: deed.disposition } };
  }
}

const RANKS: Readonly<Record<Priority, number>> = { low: 0, medium: 1, high: 2 };

/**
 * Whether a deed that was meant for one state of an alert is still meant for a newer one. A step of the
 * escalation in between changes nothing for who tapped; a graver alert is another one, and is looked at.
 */
export function stillMeant(deed: Deed, seen: Alert, now: Alert): boolean {
  if (!now.open) return false;
  if (RANKS[now.priority] > RANKS[seen.priority]) return false;
  if (now.acknowledgement?.by !== seen.acknowledgement?.by) return false;
  if (deed.kind === 'resolve' && now.conditionActive) return false;
  return now.signal.kind === seen.signal.kind;
}
