import { useMemo } from 'react';
import type { Alert } from '../alerts/model';
import { wardWords } from '../words/ward';
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

export function Board(props: Props) {
  const { state, order, unit, waitingAlerts, onRetry, onAllUnits, onExplain, onTrends } = props;
  const patients = useMemo(() => {
    if (state.kind !== 'ready') return [];
    const all = [...state.patients.values()];
    return ordered(unit === null ? all : all.filter(({ careUnit }) => careUnit === unit), order);
  }, [state, order, unit]);

  const w = wardWords();
  switch (state.kind) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <div className="board-message board-failed" role="alert">
          <h2>{w.failed}</h2>
          <p>
            {state.reason} {w.watchMonitors}
          </p>
          <button type="button" className="button" onClick={onRetry}>
            {w.tryNow}
          </button>
        </div>
      );
    case 'forbidden':
      return (
        <div className="board-message">
          <h2>{w.forbidden}</h2>
          <p>{w.forbiddenMore}</p>
        </div>
      );
    case 'ready':
      if (patients.length === 0) {
        return (
          <div className="board-message">
            <h2>{unit === null ? w.nobody : w.nobodyIn(unit)}</h2>
            <p>{w.nobodyMore}</p>
            {unit === null ? null : (
              <button type="button" className="button" onClick={onAllUnits}>
                {w.showAllUnits}
              </button>
            )}
          </div>
        );
      }
      return (
        <>
          <div className="columns" aria-hidden="true">
            <span>{w.bedAndPatient}</span>
            <span>NEWS2</span>
            <span className="columns-vitals">
              {w.columns.map((column) => (
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
      <span className="unseen">{wardWords().loading}</span>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="row row-skeleton" />
      ))}
    </div>
  );
}
