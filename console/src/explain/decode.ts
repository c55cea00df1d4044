import { asArray, asInstant, asNumber, asObject, asText, asTexts, UnreadableAnswer } from '../wire/json';
import type {
  ExplainedFault,
  ExplainedReading,
  ExplainedValue,
  Step,
  StepOutcome,
  Trace,
} from './model';

/** Reads POST /api/v1/explain and GET /api/v1/rejections/{id}/explain. */
export function traceOf(value: unknown): Trace {
  const row = asObject(value);
  if (typeof row['accepted'] !== 'boolean') throw new UnreadableAnswer();
  return {
    codec: asText(row['codec']),
    model: asText(row['model']),
    device: asText(row['device']),
    accepted: row['accepted'],
    steps: asArray(row['steps']).flatMap(stepOf),
    readings: asArray(row['readings']).map(readingOf),
    faults: faultsOf(row['faults']),
  };
}

export function faultsOf(value: unknown): readonly ExplainedFault[] {
  return asArray(value).flatMap((raw) => {
    const fault = asObject(raw);
    const code = asText(fault['code']);
    return code === null
      ? []
      : [{ code, number: asNumber(fault['number']), reason: asText(fault['reason']) ?? '' }];
  });
}

function stepOf(value: unknown): readonly Step[] {
  const row = asObject(value);
  const step = asText(row['step']);
  const outcome = outcomeOf(row['outcome']);
  return step === null || outcome === null
    ? []
    : [{ step, outcome, detail: asText(row['detail']) }];
}

function outcomeOf(value: unknown): StepOutcome | null {
  switch (asText(value)?.toLowerCase()) {
    case 'taken':
      return 'taken';
    case 'skipped':
      return 'skipped';
    case 'refused':
      return 'refused';
    default:
      return null;
  }
}

function readingOf(value: unknown): ExplainedReading {
  const row = asObject(value);
  return {
    measuredAt: asInstant(row['measuredAt']),
    lane: asText(row['lane']),
    clockQuality: asText(row['clockQuality']),
    sequence: textOrNumber(row['sequence']),
    boot: textOrNumber(row['boot']),
    patientId: asText(row['patientId']),
    values: asArray(row['values']).flatMap(valueOf),
  };
}

function valueOf(value: unknown): readonly ExplainedValue[] {
  const row = asObject(value);
  const sign = asText(row['sign']);
  const reading = textOrNumber(row['value']);
  return sign === null || reading === null
    ? []
    : [{ sign, value: reading, unit: asText(row['unit']), flags: asTexts(row['flags']) }];
}

function textOrNumber(value: unknown): string | null {
  const number = asNumber(value);
  return number === null ? asText(value) : String(number);
}
