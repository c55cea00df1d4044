import { memo } from 'react';
import { PriorityMark } from '../alerts/PriorityMark';
import type { Alert } from '../alerts/model';
import { highest } from '../alerts/order';
import { clinicalDate } from '../live/clockTime';
import { wardWords } from '../words/ward';
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
  const w = wardWords();
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
              <span className="unseen">{w.bed} </span>
              {patient.bed ?? '–'}
            </span>
            <button
              type="button"
              className="row-trends"
              onClick={() => onTrends(patient.patientId)}
            >
              {w.trends}
              <span className="unseen"> {w.trendsOf(patient.displayName ?? patient.patientId)}</span>
            </button>
          </div>
          <div className="who-text">
            <h3 id={`${anchorOf(patient.patientId)}-name`}>
              {patient.displayName ?? w.nameNotKnown}
            </h3>
            <p className="who-ids">
              <span>
                <span className="who-key">{w.born}</span>{' '}
                {patient.birthDate === null ? w.notKnown : clinicalDate(patient.birthDate)}
              </span>
              <span>
                <span className="who-key">ID</span> {patient.patientId}
              </span>
            </p>
            <p className="who-marks">
              {patient.synthetic ? <span className="badge-simulated">{w.simulated}</span> : null}
              {patient.connected === false ? (
                <span className="badge-offline">{w.offline}</span>
              ) : null}
              {priority === null ? null : (
                <a className={`badge-alerts priority-${priority}`} href="#alerts">
                  <PriorityMark priority={priority} />
                  {w.alerts(alerts.length)}
                </a>
              )}
            </p>
          </div>
        </header>
        <button
          type="button"
          className="row-score"
          title={w.whyThisScore}
          disabled={patient.score === null}
          onClick={() => onExplain(patient.patientId)}
        >
          <span className="score-label">NEWS2 </span>
          <ScoreCell score={patient.score} />
        </button>
        <dl className="vitals">
          <VitalCell
            name="hr"
            label={pulse?.sign === 'pulse-rate' ? w.signs.pulse : w.signs.hr}
            readings={[pulse]}
            note={pulse?.sign === 'pulse-rate' ? w.pulseRate : undefined}
            trend={
              <Sparkline
                name={w.heartRate}
                points={patient.trend['heart-rate'] ?? []}
                minimumSpan={30}
                ceiling={null}
              />
            }
          />
          <VitalCell name="rr" label={w.signs.rr} readings={[preferred(patient, ['respiratory-rate'])]} />
          <VitalCell
            name="spo2"
            label={w.signs.spo2}
            readings={[spo2]}
            note={<OxygenNote patient={patient} spo2={spo2} />}
            trend={
              <Sparkline
                name={w.oxygenSaturation}
                points={patient.trend['spo2'] ?? []}
                minimumSpan={12}
                ceiling={100}
              />
            }
          />
          <VitalCell
            name="bp"
            label={w.signs.bp}
            readings={
              pressure.systolic === null && pressure.diastolic === null
                ? []
                : [pressure.systolic, pressure.diastolic]
            }
            note={pressure.invasive ? w.arterialLine : undefined}
          />
          <VitalCell name="temp" label={w.signs.temp} readings={[preferred(patient, TEMPERATURE)]} />
          <VitalCell
            name="acvpu"
            label={w.signs.acvpu}
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
