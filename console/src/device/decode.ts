import { stateOf } from '../fleet/decode';
import { asArray, asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';
import type {
  Association,
  Boot,
  Certificate,
  DeviceEvent,
  Gap,
  Phase,
  RegistryEntry,
  Severity,
} from './model';

/** Reads GET /api/v1/devices/{id}. */
export function entryOf(value: unknown): RegistryEntry {
  const row = asObject(value);
  const id = asText(row['id']);
  if (id === null) throw new UnreadableAnswer();
  return {
    id,
    model: asText(row['model']) ?? '',
    type: asText(row['type']),
    state: stateOf(row['state']),
    topic: asText(row['topic']),
    registeredAt: asInstant(row['registeredAt']),
    udi: asText(row['udi']),
    serial: asText(row['serial']),
    lot: asText(row['lot']),
    firmware: asText(row['firmware']),
    certificates: newestFirst(asArray(row['certificates']).flatMap(certificateOf), ({ issuedAt }) => issuedAt),
  };
}

function certificateOf(value: unknown): readonly Certificate[] {
  const row = asObject(value);
  const serial = asText(row['serial']);
  if (serial === null) return [];
  return [
    {
      serial,
      sha256: asText(row['sha256']),
      notBefore: asInstant(row['notBefore']),
      notAfter: asInstant(row['notAfter']),
      issuedAt: asInstant(row['issuedAt']),
      issuedBy: asText(row['issuedBy']),
      revokedAt: asInstant(row['revokedAt']),
      revokedBy: asText(row['revokedBy']),
      reason: asText(row['reason']),
      external: row['external'] === true,
    },
  ];
}

/** Reads GET /api/v1/device-events, newest first as it comes. */
export function eventsOf(value: unknown): readonly DeviceEvent[] {
  return asList(value).flatMap((raw, index) => {
    const row = asObject(raw);
    const kind = asText(row['kind']);
    if (kind === null) return [];
    return [
      {
        id: asText(row['id']) ?? `event-${index}`,
        kind: kind.toLowerCase().replaceAll('_', '-'),
        phase: phaseOf(row['phase']),
        severity: severityOf(row['severity']),
        at: asInstant(row['at']),
        detail: asText(row['detail']),
        devices: asArray(row['devices']).length,
      },
    ];
  });
}

function phaseOf(value: unknown): Phase {
  switch (asText(value)?.toLowerCase()) {
    case 'started':
      return 'started';
    case 'ended':
      return 'ended';
    default:
      return 'moment';
  }
}

function severityOf(value: unknown): Severity {
  switch (asText(value)?.toLowerCase()) {
    case 'problem':
      return 'problem';
    case 'warning':
      return 'warning';
    default:
      return 'information';
  }
}

/** Reads GET /api/v1/devices/{id}/continuity, the newest boot first. */
export function bootsOf(value: unknown): readonly Boot[] {
  return newestFirst(
    asList(asObject(value)['boots']).map((raw) => {
      const row = asObject(raw);
      return {
        boot: asText(row['boot']) ?? String(asNumber(row['boot']) ?? ''),
        run: asNumber(row['run']),
        expected: asNumber(row['expected']),
        received: asNumber(row['received']),
        duplicates: asNumber(row['duplicates']),
        missing: asNumber(row['missing']),
        refused: asNumber(row['refused']),
        settledGaps: asNumber(row['settledGaps']) ?? 0,
        gaps: asArray(row['gaps']).flatMap(gapOf),
        startedAt: asInstant(row['startedAt']),
        lastAt: asInstant(row['lastAt']),
      };
    }),
    ({ lastAt, startedAt }) => lastAt ?? startedAt,
  );
}

function gapOf(value: unknown): readonly Gap[] {
  const row = asObject(value);
  const from = asNumber(row['from']);
  if (from === null) return [];
  const to = asNumber(row['to']) ?? from;
  return [
    {
      from,
      to,
      count: asNumber(row['count']) ?? to - from + 1,
      noticedAt: asInstant(row['noticedAt']),
    },
  ];
}

/** Reads GET /api/v1/associations, the newest period first. */
export function associationsOf(value: unknown): readonly Association[] {
  return newestFirst(
    asList(value).flatMap((raw, index) => {
      const row = asObject(raw);
      const patientId = asText(row['patientId']);
      if (patientId === null) return [];
      return [
        {
          id: asText(row['id']) ?? `association-${index}`,
          patientId,
          bed: asText(row['bed']),
          from: asInstant(row['from']),
          to: asInstant(row['to']),
          madeBy: asText(row['madeBy']),
          method: asText(row['method']),
        },
      ];
    }),
    ({ from }) => from,
  );
}

function newestFirst<T>(rows: readonly T[], time: (row: T) => number | null): readonly T[] {
  return [...rows].sort((left, right) => (time(right) ?? 0) - (time(left) ?? 0));
}
