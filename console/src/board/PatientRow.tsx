import { memo } from 'react';
import { PriorityMark } from '../alerts/PriorityMark';
import type { Alert } from '../alerts/model';
import { highest } from '../alerts/order';
import { clinicalDate } from '../live/clockTime';
import type { Patient } from './model';
import { OxygenNote } from './OxygenNote';
import { ScoreCell } from './ScoreCell';
import { consciousnessText, preferred, pressureOf, PULSE, TEMPERATURE } from './signs';
import { Sparkline } from './Sparkline';
import { VitalCell } from './VitalCell';

interface Props {
  readonly patient: Patient;
  /** Open alerts of this patient that nobody has acknowledged. */
  readonly alerts: readonly Alert[];
  readonly onExplain: (patientId: string) => void;
  readonly onTrends: (patientId: string) => void;
}

export const PatientRow = memo(function PatientRow({ patient, alerts, onExplain, onTrends }: Props) {
  const pulse = preferred(patient, PULSE);
  const spo2 = preferred(patient, ['spo2']);
  const pressure = pressureOf(patient);
  const consciousness = preferred(patient, ['consciousness']);
  const code = consciousness === null ? null : String(consciousness.vital.value);
  const priority = highest(alerts);
  return (
    <li>
      <article
        id={anchorOf(patient.patientId)}
        className={`row${priority === null ? '' : ` row-alert row-alert-${priority}`}`}
        aria-labelledby={`${anchorOf(patient.patientId)}-name`}
        tabIndex={-1}
      >
        <header className="who">
          <div className="bed-place">
            <span className={(patient.bed?.length ?? 0) > 4 ? 'bed bed-long' : 'bed'}>
              <span className="unseen">Bed </span>
              {patient.bed ?? '–'}
            </span>
            <button
              type="button"
              className="row-trends"
              onClick={() => onTrends(patient.patientId)}
            >
              Trends
              <span className="unseen"> of {patient.displayName ?? patient.patientId}</span>
            </button>
          </div>
          <div className="who-text">
            <h3 id={`${anchorOf(patient.patientId)}-name`}>
              {patient.displayName ?? 'Name not known'}
            </h3>
            <p className="who-ids">
              <span>
                <span className="who-key">Born</span>{' '}
                {patient.birthDate === null ? 'not known' : clinicalDate(patient.birthDate)}
              </span>
              <span>
                <span className="who-key">ID</span> {patient.patientId}
              </span>
            </p>
            <p className="who-marks">
              {patient.synthetic ? <span className="badge-simulated">SIMULATED</span> : null}
              {patient.connected === false ? (
                <span className="badge-offline">Device offline</span>
              ) : null}
              {priority === null ? null : (
                <a className={`badge-alerts priority-${priority}`} href="#alerts">
                  <PriorityMark priority={priority} />
                  {alerts.length === 1 ? '1 alert' : `${alerts.length} alerts`}
                </a>
              )}
            </p>
          </div>
        </header>
        <button
          type="button"
          className="row-score"
          title="Why this score?"
          disabled={patient.score === null}
          onClick={() => onExplain(patient.patientId)}
        >
          <span className="score-label">NEWS2 </span>
          <ScoreCell score={patient.score} />
        </button>
        <dl className="vitals">
          <VitalCell
            name="hr"
            label={pulse?.sign === 'pulse-rate' ? 'Pulse' : 'HR'}
            readings={[pulse]}
            note={pulse?.sign === 'pulse-rate' ? 'pulse rate' : undefined}
            trend={
              <Sparkline
                name="Heart rate"
                points={patient.trend['heart-rate'] ?? []}
                minimumSpan={30}
                ceiling={null}
              />
            }
          />
          <VitalCell name="rr" label="RR" readings={[preferred(patient, ['respiratory-rate'])]} />
          <VitalCell
            name="spo2"
            label="SpO₂"
            readings={[spo2]}
            note={<OxygenNote patient={patient} spo2={spo2} />}
            trend={
              <Sparkline
                name="Oxygen saturation"
                points={patient.trend['spo2'] ?? []}
                minimumSpan={12}
                ceiling={100}
              />
            }
          />
          <VitalCell
            name="bp"
            label="BP"
            readings={
              pressure.systolic === null && pressure.diastolic === null
                ? []
                : [pressure.systolic, pressure.diastolic]
            }
            note={pressure.invasive ? 'arterial line' : undefined}
          />
          <VitalCell name="temp" label="Temp" readings={[preferred(patient, TEMPERATURE)]} />
          <VitalCell
            name="acvpu"
            label="ACVPU"
            readings={[consciousness]}
            note={code === null ? undefined : consciousnessText(code)}
          />
        </dl>
      </article>
    </li>
  );
});

/** Where an alert leads to; never part of an address. */
export function anchorOf(patientId: string): string {
  return `patient-${patientId}`;
}
