import type { Patient } from '../board/model';
import { searchTo } from '../nav/address';
import { useAddress } from '../nav/Link';

interface Props {
  readonly patientId: string;
  /** Null for those who are on no device any more: their name is not on the board. */
  readonly patient: Patient | null;
}

/** Whom a row is about, and the way to their trends. */
export function Who({ patientId, patient }: Props) {
  const address = useAddress();
  return (
    <div className="unit-who">
      <span className="unit-bed">{patient?.bed ?? '–'}</span>
      <div>
        <button type="button" className="unit-name" onClick={() => address.go(searchTo('patient'), patientId)}>
          {patient?.displayName ?? `ID ${patientId}`}
          <span className="unseen">, trends</span>
        </button>
        <span className="cell-more">{patient === null ? 'on no device now' : `ID ${patientId}`}</span>
      </div>
    </div>
  );
}
