import { useMemo } from 'react';
import type { Alert } from '../alerts/model';
import type { BoardState } from './feed';
import { ordered, type Order } from './order';
import { PatientRow } from './PatientRow';

interface Props {
  readonly state: BoardState;
  readonly order: Order;
  /** Null shows all units. */
  readonly unit: string | null;
  readonly waitingAlerts: ReadonlyMap<string, readonly Alert[]>;
  readonly onRetry: () => void;
  readonly onAllUnits: () => void;
  readonly onExplain: (patientId: string) => void;
  readonly onTrends: (patientId: string) => void;
}

const NO_ALERTS: readonly Alert[] = [];
const COLUMNS = ['HR', 'RR', 'SpO₂ · oxygen', 'Blood pressure', 'Temp', 'ACVPU'];

export function Board(props: Props) {
  const { state, order, unit, waitingAlerts, onRetry, onAllUnits, onExplain, onTrends } = props;
  const patients = useMemo(() => {
    if (state.kind !== 'ready') return [];
    const all = [...state.patients.values()];
    return ordered(unit === null ? all : all.filter(({ careUnit }) => careUnit === unit), order);
  }, [state, order, unit]);

  switch (state.kind) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <div className="board-message board-failed" role="alert">
          <h2>The ward board cannot be loaded</h2>
          <p>{state.reason} Trying again by itself; watch the primary monitors.</p>
          <button type="button" className="button" onClick={onRetry}>
            Try now
          </button>
        </div>
      );
    case 'forbidden':
      return (
        <div className="board-message">
          <h2>Your role does not show patients</h2>
          <p>The ward board is for clinicians and charge nurses. Sign in as one of them to see it.</p>
        </div>
      );
    case 'ready':
      if (patients.length === 0) {
        return (
          <div className="board-message">
            <h2>No monitored patients{unit === null ? '' : ` in ${unit}`}</h2>
            <p>
              A patient appears here as soon as a device is assigned to them in a unit that you may
              see.
            </p>
            {unit === null ? null : (
              <button type="button" className="button" onClick={onAllUnits}>
                Show all units
              </button>
            )}
          </div>
        );
      }
      return (
        <>
          <div className="columns" aria-hidden="true">
            <span>Bed · patient</span>
            <span>NEWS2</span>
            <span className="columns-vitals">
              {COLUMNS.map((column) => (
                <span key={column}>{column}</span>
              ))}
            </span>
          </div>
          <ul className="rows">
            {patients.map((patient) => (
              <PatientRow
                key={patient.patientId}
                patient={patient}
                alerts={waitingAlerts.get(patient.patientId) ?? NO_ALERTS}
                onExplain={onExplain}
                onTrends={onTrends}
              />
            ))}
          </ul>
        </>
      );
  }
}

function Loading() {
  return (
    <div className="board-loading" role="status">
      <span className="unseen">Loading the ward board</span>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="row row-skeleton" />
      ))}
    </div>
  );
}
