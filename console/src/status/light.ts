import { isOld } from '../layout/DataAge';
import { Polled, type PolledState } from '../live/polled';
import { type Api, isNotFound } from '../wire/api';
import { statusOf } from './decode';
import type { PlatformStatus, State } from './model';

export const STATUS_MILLIS = 10_000;

/** What the server says of the platform; nothing where it is older than the question. */
export type Asked = { readonly kind: 'told'; readonly status: PlatformStatus } | { readonly kind: 'not-offered' };

export function pollStatus(api: Pick<Api, 'get'>): Polled<Asked> {
  return new Polled<Asked>(async () => {
    try {
      return { kind: 'told', status: statusOf(await api.get('/api/v1/status')) };
    } catch (failure) {
      if (isNotFound(failure)) return { kind: 'not-offered' };
      throw failure;
    }
  }, STATUS_MILLIS);
}

/**
 * The one light of the header; null where the server has none to show, or the role may not ask. An answer
 * that is old is no answer: green must mean that it is so now.
 */
export function lightOf(state: PolledState<Asked>, localNow: number): State | null {
  if (state.forbidden || state.value?.kind === 'not-offered') return null;
  if (state.value === null) return state.failure === null ? null : 'unknown';
  return isOld(state, STATUS_MILLIS, localNow) ? 'unknown' : state.value.status.overall;
}
