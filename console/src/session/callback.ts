/** How this page was opened, by the identity provider or by a person. */
export type Arrival =
  | { readonly kind: 'visit' }
  /** Inside the hidden frame of a silent renewal, or inside a sign-in popup. */
  | { readonly kind: 'relay-frame' }
  | { readonly kind: 'relay-popup' }
  | { readonly kind: 'signed-in' };

export function arrivalOf(search: string, framed: boolean, popup: boolean): Arrival {
  const query = new URLSearchParams(search);
  const answered = query.has('state') && (query.has('code') || query.has('error'));
  if (!answered) return { kind: 'visit' };
  if (framed) return { kind: 'relay-frame' };
  if (popup) return { kind: 'relay-popup' };
  return { kind: 'signed-in' };
}
