/** How a payload was typed in. */
export type PayloadKind = 'text' | 'hex';

export type Payload =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** As the gateway takes it (256 KiB). */
const MOST_BYTES = 262_144;

/** The bytes that a person means: text as UTF-8, or pairs of hex digits with what separators they like. */
export function payloadOf(kind: PayloadKind, text: string): Payload {
  return kind === 'text' ? textPayload(text) : hexPayload(text);
}

function textPayload(text: string): Payload {
  return sized(Uint8Array.from(new TextEncoder().encode(text)));
}

function hexPayload(text: string): Payload {
  const digits = text.replaceAll(/0x|[\s:,;-]/gi, '');
  const odd = /[^0-9a-f]/i.exec(digits);
  if (odd !== null) return unreadable(`“${odd[0]}” is no hex digit.`);
  if (digits.length % 2 === 1) return unreadable('The last byte has one hex digit only.');
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16);
  }
  return sized(bytes);
}

export function sized(bytes: Uint8Array<ArrayBuffer>): Payload {
  if (bytes.length === 0) return unreadable('The payload is empty.');
  return bytes.length > MOST_BYTES
    ? unreadable(`The payload has ${bytes.length.toLocaleString('en-GB')} bytes; the gateway takes at most 262,144.`)
    : { kind: 'bytes', bytes };
}

function unreadable(reason: string): Payload {
  return { kind: 'unreadable', reason };
}
