import { asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';

/** How long a sign of one patient was where it should be, in hours. */
export interface PatientRange {
  readonly patientId: string;
  readonly hours: number;
  readonly inRange: number;
  readonly below: number;
  readonly above: number;
}

export interface RangeStatistics {
  readonly from: number | null;
  readonly to: number | null;
  readonly hours: number;
  /** 0 to 1; null where nothing was measured. */
  readonly inRangeFraction: number | null;
  readonly patients: readonly PatientRange[];
}

/** Reads the answer of GET /api/v1/units/{unit}/statistics; who was least in range comes first. */
export function rangeStatisticsOf(value: unknown): RangeStatistics {
  const answer = asObject(value);
  const hours = asNumber(answer['hours']);
  if (hours === null) throw new UnreadableAnswer();
  return {
    from: asInstant(answer['from']),
    to: asInstant(answer['to']),
    hours,
    inRangeFraction: asNumber(answer['inRangeFraction']),
    patients: asList(answer['perPatient'])
      .flatMap((entry) => {
        const raw = asObject(entry);
        const patientId = asText(raw['patientId']);
        if (patientId === null) return [];
        return [
          {
            patientId,
            hours: asNumber(raw['hours']) ?? 0,
            inRange: asNumber(raw['inRangeHours']) ?? 0,
            below: asNumber(raw['belowHours']) ?? 0,
            above: asNumber(raw['aboveHours']) ?? 0,
          },
        ];
      })
      .sort((a, b) => outside(b) - outside(a) || b.hours - a.hours),
  };
}

/** Part of the measured time; nothing measured is nothing outside. */
function outside({ hours, below, above }: PatientRange): number {
  return hours === 0 ? -1 : (below + above) / hours;
}

export interface PatientScore {
  readonly patientId: string;
  readonly hours: number;
  readonly atLeast: number;
  readonly highest: number | null;
}

export interface ScoreStatistics {
  readonly threshold: number | null;
  readonly hours: number;
  readonly hoursAtLeast: number;
  readonly patients: readonly PatientScore[];
}

/** Reads the answer of GET /api/v1/units/{unit}/score-statistics; the longest comes first. */
export function scoreStatisticsOf(value: unknown): ScoreStatistics {
  const answer = asObject(value);
  const hours = asNumber(answer['hours']);
  if (hours === null) throw new UnreadableAnswer();
  return {
    threshold: asNumber(answer['atLeast']),
    hours,
    hoursAtLeast: asNumber(answer['hoursAtLeast']) ?? 0,
    patients: asList(answer['perPatient'])
      .flatMap((entry) => {
        const raw = asObject(entry);
        const patientId = asText(raw['patientId']);
        if (patientId === null) return [];
        return [
          {
            patientId,
            hours: asNumber(raw['hours']) ?? 0,
            atLeast: asNumber(raw['hoursAtLeast']) ?? 0,
            highest: asNumber(raw['highest']),
          },
        ];
      })
      .sort((a, b) => b.atLeast - a.atLeast || (b.highest ?? -1) - (a.highest ?? -1)),
  };
}

/** Hours as people say them: 45 min, 7 h 12 min, 3 d 4 h. */
export function hoursText(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (hours > 0 && hours * 60 < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) {
    return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }
  const wholeHours = Math.round(minutes / 60);
  return wholeHours % 24 === 0 ? `${wholeHours / 24} d` : `${Math.floor(wholeHours / 24)} d ${wholeHours % 24} h`;
}
