import { onCallWords } from '../words/oncall';

/** In the order in which they are called; after them everyone of the team. */
export const ROLES = ['primary', 'buddy', 'charge-nurse'] as const;
export type Role = (typeof ROLES)[number];

export const TURN_UNITS = ['hours', 'days', 'weeks'] as const;

/** People who take turns; wall clock times are of the schedule's zone. */
export interface Layer {
  readonly name: string;
  /** As in 2026-11-02T07:00. */
  readonly begins: string;
  readonly turn: { readonly unit: string; readonly length: number };
  readonly people: readonly string[];
  /** Null where the layer counts at all hours. */
  readonly hours: { readonly from: string; readonly to: string } | null;
}

export interface Exchange {
  readonly from: string;
  readonly until: string;
  readonly person: string;
  readonly by: string;
  readonly reason: string;
}

export interface Schedule {
  readonly zone: string;
  readonly layers: readonly Layer[];
  readonly exchanges: readonly Exchange[];
}

export interface TeamDocument {
  readonly careUnit: string;
  readonly name: string;
  readonly everyone: readonly string[];
  readonly schedules: Readonly<Partial<Record<Role, Schedule>>>;
}

export interface Team {
  readonly id: string;
  readonly version: number;
  readonly changedBy: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number | null;
  readonly document: TeamDocument;
}

/** Times are milliseconds since 1970; nobody is on duty where the person is null. */
export interface Stretch {
  readonly person: string | null;
  readonly from: number;
  readonly until: number;
  readonly exchanged: boolean;
}

export type Calendar = Readonly<Partial<Record<Role, readonly Stretch[]>>>;

/** Everybody whom the team knows, once. */
export function peopleOf({ everyone, schedules }: TeamDocument): readonly string[] {
  const turns = Object.values(schedules).flatMap(({ layers }) => layers.flatMap(({ people }) => people));
  return [...new Set([...everyone, ...turns])].sort((one, other) => one.localeCompare(other));
}

/** Names as people type them: separated by commas. */
export function namesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** For a unit's first team. */
export function idOf(careUnit: string, name: string): string {
  return `${careUnit} ${name}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

export function emptyLayer(today: string): Layer {
  return {
    name: onCallWords().allDay,
    begins: `${today}T07:00`,
    turn: { unit: 'days', length: 1 },
    people: [],
    hours: null,
  };
}

export function emptySchedule(today: string): Schedule {
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    layers: [emptyLayer(today)],
    exchanges: [],
  };
}
