import type { Order } from './order';

/** What a person chose to see; kept in the address, so that a wall display can be bookmarked. */
export interface View {
  readonly order: Order;
  readonly unit: string | null;
}

export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  return { order: query.get('sort') === 'bed' ? 'bed' : 'risk', unit: query.get('unit') };
}

export function searchOf(view: View): string {
  const query = new URLSearchParams();
  if (view.order !== 'risk') query.set('sort', view.order);
  if (view.unit !== null) query.set('unit', view.unit);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
