/** A patient as the census knows them. */
export interface CensusPatient {
  readonly patientId: string;
  readonly name: string | null;
  readonly birthDate: string | null;
  readonly careUnit: string | null;
  readonly bed: string | null;
  readonly synthetic: boolean;
  readonly dischargedAt: number | null;
  /** The record that this one is one person with; null where it stands for itself. */
  readonly mergedInto: string | null;
}

/** An admission message that waits for a person: what is wrong with it, not what it says. */
export interface HeldMessage {
  readonly id: number;
  readonly receivedAt: number | null;
  readonly sender: string;
  readonly controlId: string;
  /** Such as `A40`. */
  readonly trigger: string;
  readonly reason: string;
  /** Such as `PID-3`. */
  readonly place: string;
}

export function isHere(patient: CensusPatient): boolean {
  return patient.dischargedAt === null && patient.mergedInto === null;
}

export interface Choice {
  readonly unit: string | null;
  /** Also those who are not here any more. */
  readonly all: boolean;
  /** Part of a name, an id or a bed. */
  readonly text: string;
}

/** Those of the choice, by unit, bed and name; in beds numbers count as numbers. */
export function chosen(patients: readonly CensusPatient[], choice: Choice): readonly CensusPatient[] {
  const text = choice.text.trim().toLocaleLowerCase();
  return patients
    .filter((patient) => choice.all || isHere(patient))
    .filter(({ careUnit }) => choice.unit === null || careUnit === choice.unit)
    .filter(
      ({ patientId, name, bed }) =>
        text === '' || [patientId, name, bed].some((each) => each?.toLocaleLowerCase().includes(text) === true),
    )
    .sort(
      (one, other) =>
        compare(one.careUnit, other.careUnit) ||
        compare(one.bed, other.bed) ||
        compare(one.name, other.name) ||
        compare(one.patientId, other.patientId),
    );
}

/** What is not known comes last. */
function compare(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.localeCompare(other, undefined, { numeric: true });
}
