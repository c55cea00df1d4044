import { asInstant, asList, asNumber, asObject, asText } from '../wire/json';
import type { CensusPatient, HeldMessage } from './model';

/** Reads GET /api/v1/patients. */
export function patientsOf(value: unknown): readonly CensusPatient[] {
  return asList(value).flatMap((each) => {
    const raw = asObject(each);
    const patientId = asText(raw['patientId']);
    if (patientId === null) return [];
    return [
      {
        patientId,
        name: asText(raw['displayName']),
        birthDate: asText(raw['birthDate']),
        careUnit: asText(raw['careUnit']),
        bed: asText(raw['bed']),
        synthetic: raw['synthetic'] === true,
        dischargedAt: asInstant(raw['dischargedAt']),
        mergedInto: asText(raw['mergedInto']),
      },
    ];
  });
}

/** Reads GET /api/v1/adt/quarantine, the oldest first. */
export function heldMessagesOf(value: unknown): readonly HeldMessage[] {
  return asList(value).flatMap((each) => {
    const raw = asObject(each);
    const id = asNumber(raw['id']);
    if (id === null) return [];
    return [
      {
        id,
        receivedAt: asInstant(raw['receivedAt']),
        sender: asText(raw['sender']) ?? '',
        controlId: asText(raw['controlId']) ?? '',
        trigger: asText(raw['trigger']) ?? '',
        reason: asText(raw['reason']) ?? '',
        place: asText(raw['place']) ?? '',
      },
    ];
  });
}
