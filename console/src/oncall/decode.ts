import { asInstant, asList, asNumber, asObject, asText, asTexts, UnreadableAnswer } from '../wire/json';
import { type Calendar, type Layer, ROLES, type Role, type Schedule, type Stretch, type Team } from './model';

/** Reads the answer of GET /api/v1/on-call/teams. */
export function teamsOf(value: unknown): readonly Team[] {
  return asList(asObject(value)['teams']).map(teamOf);
}

/** A team that cannot be read must not look as if a unit had none. */
export function teamOf(value: unknown): Team {
  const raw = asObject(value);
  const id = asText(raw['id']);
  const version = asNumber(raw['version']);
  const team = asObject(raw['team']);
  const careUnit = asText(team['careUnit']);
  if (id === null || version === null || careUnit === null) throw new UnreadableAnswer();
  const schedules: Partial<Record<Role, Schedule>> = {};
  for (const role of ROLES) {
    const schedule = asObject(team['schedules'])[role];
    if (schedule !== undefined && schedule !== null) schedules[role] = scheduleOf(schedule);
  }
  return {
    id,
    version,
    changedBy: asText(raw['changedBy']) ?? 'not known',
    changedAt: asInstant(raw['changedAt']),
    document: { careUnit, name: asText(team['name']) ?? id, everyone: asTexts(team['everyone']), schedules },
  };
}

/** Reads the answer of GET /api/v1/on-call/teams/{id}/calendar. */
export function calendarOf(value: unknown): Calendar {
  const roles = asObject(asObject(value)['roles']);
  const calendar: Partial<Record<Role, readonly Stretch[]>> = {};
  for (const role of ROLES) {
    if (roles[role] !== undefined) calendar[role] = asList(roles[role]).map(stretchOf);
  }
  return calendar;
}

function stretchOf(value: unknown): Stretch {
  const raw = asObject(value);
  const from = asInstant(raw['from']);
  const until = asInstant(raw['until']);
  if (from === null || until === null) throw new UnreadableAnswer();
  return { person: asText(raw['person']), from, until, exchanged: raw['exchanged'] === true };
}

function scheduleOf(value: unknown): Schedule {
  const raw = asObject(value);
  return {
    zone: asText(raw['zone']) ?? '',
    layers: asList(raw['layers']).map(layerOf),
    exchanges: asList(raw['exchanges']).map((each) => {
      const exchange = asObject(each);
      const text = (name: string) => asText(exchange[name]) ?? '';
      return {
        from: text('from'),
        until: text('until'),
        person: text('person'),
        by: text('by'),
        reason: text('reason'),
      };
    }),
  };
}

function layerOf(value: unknown): Layer {
  const raw = asObject(value);
  const turn = asObject(raw['turn']);
  const hours = asObject(raw['hours']);
  const from = asText(hours['from']);
  const to = asText(hours['to']);
  return {
    name: asText(raw['name']) ?? '',
    begins: (asText(raw['begins']) ?? '').slice(0, 16),
    turn: { unit: asText(turn['unit']) ?? 'days', length: asNumber(turn['length']) ?? 1 },
    people: asTexts(raw['people']),
    hours: from === null || to === null ? null : { from: from.slice(0, 5), to: to.slice(0, 5) },
  };
}
