import { riskOf } from '../board/decode';
import { asArray, asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';
import type { Component, ScorePage, ScorePoint, Worth } from './model';

/** Reads a page of GET /api/v1/patients/{id}/scores. */
export function scorePageOf(value: unknown): ScorePage {
  const answer = asObject(value);
  const from = asInstant(answer['from']);
  const to = asInstant(answer['to']);
  if (from === null || to === null) throw new UnreadableAnswer();
  return {
    from,
    to,
    points: asList(answer['points']).flatMap(pointOf),
    next: asText(answer['next']),
  };
}

function pointOf(value: unknown): readonly ScorePoint[] {
  const raw = asObject(value);
  const time = asInstant(raw['measuredAt']);
  const worth = worthOf(raw);
  if (time === null || worth === null) return [];
  return [
    {
      time,
      worth,
      risk: riskOf(raw['risk']),
      scale: asNumber(raw['scale']),
      retrospective: raw['retrospective'] === true,
      components: asArray(raw['components']).flatMap(componentOf),
    },
  ];
}

/** Only what is said to be complete has a total, whatever else is sent. */
function worthOf(raw: Readonly<Record<string, unknown>>): Worth | null {
  const refusal = asObject(raw['refusal']);
  const reason = asText(refusal['text']) ?? asText(refusal['code']);
  if (reason !== null) return { kind: 'refused', reason };
  const total = asNumber(raw['total']);
  if (raw['complete'] === true && total !== null) return { kind: 'total', total };
  const lower = asNumber(raw['lowerBound']);
  const upper = asNumber(raw['upperBound']);
  return lower === null || upper === null ? null : { kind: 'range', lower, upper };
}

function componentOf(value: unknown): readonly Component[] {
  const raw = asObject(value);
  const name = asText(raw['name']);
  if (name === null) return [];
  const missing = raw['missing'] === true || asNumber(raw['points']) === null;
  return [
    {
      name,
      value: missing ? null : (asNumber(raw['value']) ?? asText(raw['value'])),
      unit: asText(raw['unit']) ?? '',
      points: missing ? null : asNumber(raw['points']),
      maxPoints: asNumber(raw['maxPoints']),
      ageSeconds: missing ? null : asNumber(raw['ageSeconds']),
      missing,
    },
  ];
}
