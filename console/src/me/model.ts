import { asArray, asNumber, asObject, asText, asTexts } from '../wire/json';

/** How a person is reached besides the console, which is always first. */
export interface Preferences {
  /** What the ETag says; 0 for somebody who never said anything. */
  readonly version: number;
  readonly language: string | null;
  /** In the order in which they are tried. */
  readonly channels: readonly Way[];
  readonly quietHours: QuietHours | null;
  /** Channels of this installation that take addresses. */
  readonly available: readonly string[];
}

export interface Way {
  readonly channel: string;
  /** Of web-push the id of a subscription. */
  readonly address: string;
  /** Which browser it is; null for other channels. */
  readonly label: string | null;
  readonly enabled: boolean;
}

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];

export interface QuietHours {
  readonly zone: string;
  /** As in 22:00. */
  readonly from: string;
  readonly to: string;
  /** On which they begin. */
  readonly days: readonly Day[];
}

export const WEB_PUSH = 'web-push';

/** Reads the answer of GET and PUT /api/v1/people/me/preferences. */
export function preferencesOf(value: unknown): Preferences {
  const raw = asObject(value);
  return {
    version: asNumber(raw['version']) ?? 0,
    language: asText(raw['language']),
    channels: asArray(raw['channels']).flatMap((each) => {
      const way = asObject(each);
      const channel = asText(way['channel']);
      const address = asText(way['address']);
      return channel === null || address === null
        ? []
        : [{ channel, address, label: asText(way['label']), enabled: way['enabled'] !== false }];
    }),
    quietHours: quietHoursOf(raw['quietHours']),
    available: asTexts(raw['available']),
  };
}

function quietHoursOf(value: unknown): QuietHours | null {
  const raw = asObject(value);
  const [zone, from, to] = [asText(raw['zone']), asText(raw['from']), asText(raw['to'])];
  if (zone === null || from === null || to === null) return null;
  const days = asTexts(raw['days']);
  return { zone, from: from.slice(0, 5), to: to.slice(0, 5), days: DAYS.filter((day) => days.includes(day)) };
}

/** What PUT takes. */
export function bodyOf({ language, channels, quietHours }: Preferences): object {
  return {
    language,
    channels: channels.map(({ channel, address, enabled }) => ({ channel, address, enabled })),
    quietHours,
  };
}

/** One place up in the order; the first stays where it is. */
export function earlier(channels: readonly Way[], index: number): readonly Way[] {
  const [before, its] = [channels[index - 1], channels[index]];
  if (before === undefined || its === undefined) return channels;
  return channels.map((way, at) => (at === index - 1 ? its : at === index ? before : way));
}
