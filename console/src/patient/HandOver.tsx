import { type ReactNode, useMemo, useState } from 'react';
import type { Alert } from '../alerts/model';
import { PriorityMark } from '../alerts/PriorityMark';
import { dispositionWord } from '../alerts/words';
import { ageSeconds, ageText } from '../board/age';
import { riskWord } from '../board/score';
import { RiskMark } from '../board/RiskMark';
import { signName } from '../device/signName';
import { unitText, valueText } from '../board/signs';
import { Card } from '../layout/Card';
import { fullTime, shortTime } from '../live/clockTime';
import { type PolledState, usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { historyOf } from '../policies/decode';
import type { Entry } from '../policies/model';
import type { ScorePoint } from '../scores/model';
import { readScores } from '../scores/useScores';
import { worthWords } from '../scores/words';
import type { Newest } from '../trends/model';
import type { Api } from '../wire/api';
import { alertWords } from '../words/alerts';
import { patientWords } from '../words/patient';
import { barWords } from './AlertLane';
import { alertCourse, decisionsIn, scoreCourse, staysIn } from './handover';
import type { Stay } from './model';
import type { PatientAlerts } from './useAlerts';

interface Props {
  readonly api: Api;
  readonly patientId: string;
  readonly alerts: PatientAlerts;
  readonly stays: PolledState<readonly Stay[]>;
  readonly newest: PolledState<ReadonlyMap<string, Newest>>;
  readonly now: () => number;
}

const HOUR = 3_600_000;
const LENGTHS = [8, 12, 24] as const;
const SCORES_MILLIS = 60_000;

/** What happened in the last hours, for who takes over. On paper as on the screen. */
export function HandOver({ api, patientId, alerts, stays, newest, now: nowOf }: Props) {
  const words = patientWords();
  const [hours, setHours] = useState<number>(12);
  const now = useNow(15_000);
  const from = now - hours * HOUR;
  const scores = usePolled(`handover ${patientId} ${hours}`, SCORES_MILLIS, async () => {
    const to = nowOf();
    return readScores((page) => api.get(page), patientId, { from: to - hours * HOUR, to });
  });
  const decisions = usePolled(`decisions ${patientId}`, SCORES_MILLIS, async () =>
    historyOf(await api.get(`/api/v1/policies/history?scope=${encodeURIComponent(`patient:${patientId}`)}`)),
  );
  const course = useMemo(
    () => (scores.value === null ? null : scoreCourse(scores.value.points, from, now)),
    [scores.value, from, now],
  );
  const called = alerts.all === null ? null : alertCourse(alerts.all, from);
  return (
    <div className="handover">
      <header className="handover-head">
        <h2>
          {words.handover}, {words.lastHours(hours)}
        </h2>
        <p className="quiet">{words.madeAt(fullTime(now))}</p>
        <label className="field handover-tools">
          <span>{words.hours}</span>
          <select value={hours} onChange={({ target }) => setHours(Number(target.value))}>
            {LENGTHS.map((each) => (
              <option key={each} value={each}>
                {each} h
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button handover-tools" onClick={() => window.print()}>
          {words.print}
        </button>
      </header>
      <div className="handover-cards">
        <Card title={words.earlyWarning}>
          {course === null ? (
            <Unread state={scores} what={words.earlyWarning} />
          ) : course.latest === null || course.highest === null ? (
            <p className="quiet">{words.noScores}</p>
          ) : (
            <>
              <dl className="handover-facts">
                <Fact name={words.now} point={course.latest} now={now} />
                <Fact name={words.highest} point={course.highest} now={now} />
              </dl>
              <h3>{words.riskChanges}</h3>
              {course.changes.length === 0 ? (
                <p>{words.noRiskChange}</p>
              ) : (
                <ol className="handover-list">
                  {course.changes.map(({ before, point }) => (
                    <li key={point.time}>
                      <time>{shortTime(point.time, now)}</time>
                      <span>
                        {point.risk === null ? null : <RiskMark risk={point.risk} />}{' '}
                        {point.risk === null ? '' : words.fromTo(riskWord(before), riskWord(point.risk))}, {worthWords(point)}
                      </span>
                    </li>
                  ))}
                </ol>
              )}
              {course.incomplete === 0 ? null : (
                <p className="quiet">{words.incompleteScores(course.incomplete, course.scored)}</p>
              )}
            </>
          )}
        </Card>
        <Card title={words.alerts}>
          {called === null ? (
            <p className="quiet">
              {words.alertsUnknown} {alerts.failure}
            </p>
          ) : (
            <>
              <h3>{words.stillOpen}</h3>
              <AlertList alerts={called.open} now={now} none={words.nothingOpen} />
              <h3>{words.endedAlerts}</h3>
              <AlertList alerts={called.ended} now={now} none={words.nothingEnded} />
            </>
          )}
        </Card>
        <Card title={words.limits}>
          {decisions.value === null ? (
            <Unread state={decisions} what={words.limits} />
          ) : (
            <Decisions entries={decisionsIn(decisions.value, from)} now={now} />
          )}
        </Card>
        <Card title={words.devices}>
          {stays.value === null ? <Unread state={stays} what={words.devices} /> : <Stays stays={staysIn(stays.value, from)} now={now} />}
        </Card>
        <Card title={words.newest}>
          {newest.value === null ? <Unread state={newest} what={words.newest} /> : <LastValues newest={newest.value} now={now} />}
        </Card>
      </div>
      <p className="quiet">{words.forHandover}</p>
    </div>
  );
}

function Unread({ state, what }: { readonly state: PolledState<unknown>; readonly what: string }) {
  const words = patientWords();
  return state.failure === null ? <p className="quiet">…</p> : <p className="failure">{words.unknown(what, state.failure)}</p>;
}

function Fact({ name, point, now }: { readonly name: string; readonly point: ScorePoint; readonly now: number }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {point.risk === null ? null : <RiskMark risk={point.risk} />} <strong>{worthWords(point)}</strong>{' '}
        <span className="quiet">{shortTime(point.time, now)}</span>
      </dd>
    </div>
  );
}

function AlertList({ alerts, now, none }: { readonly alerts: readonly Alert[]; readonly now: number; readonly none: string }) {
  const { retrospective } = alertWords();
  if (alerts.length === 0) return <p className="quiet">{none}</p>;
  return (
    <ul className="handover-list">
      {alerts.map((alert) => (
        <li key={alert.id} className={`priority-${alert.priority}`}>
          <time>{shortTime(alert.startedAt, now)}</time>
          <span>
            <PriorityMark priority={alert.priority} /> <strong>{barWords(alert, now)}</strong>
            {alert.detail === null ? '' : ` (${alert.detail})`}
            {alert.disposition === null ? '' : `; ${dispositionWord(alert.disposition.code)}`}
            {alert.retrospective ? `; ${retrospective}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Decisions({ entries, now }: { readonly entries: readonly Entry[]; readonly now: number }) {
  const words = patientWords();
  if (entries.length === 0) return <p className="quiet">{words.noLimits}</p>;
  return (
    <ul className="handover-list">
      {entries.map((entry) => (
        <li key={`${entry.version} ${entry.id}`}>
          <time>{entry.effectiveFrom === null ? '–' : shortTime(entry.effectiveFrom, now)}</time>
          <span>
            <strong>{entry.author}</strong>: {entry.reason}
            {entry.policy === null ? ` (${words.withdrawn})` : ''}
            {entry.shadow ? ` (${words.onTrial})` : ''}
            {entry.expiresAt === null ? '' : `, ${words.expires(shortTime(entry.expiresAt, now))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Stays({ stays, now }: { readonly stays: readonly Stay[]; readonly now: number }) {
  const words = patientWords();
  if (stays.length === 0) return <p className="quiet">{words.noDevice}</p>;
  return (
    <ul className="handover-list">
      {stays.map((stay) => (
        <li key={stay.id}>
          <time>{shortTime(stay.from, now)}</time>
          <span>
            <strong>{stay.deviceId}</strong>{' '}
            {stay.to === null
              ? words.on(shortTime(stay.from, now))
              : words.onFromTo(shortTime(stay.from, now), shortTime(stay.to, now))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function LastValues({ newest, now }: { readonly newest: ReadonlyMap<string, Newest>; readonly now: number }) {
  const words = patientWords();
  return (
    <dl className="handover-values">
      {[...newest].map(([sign, { value, unit, measuredAt, flags }]) => (
        <div key={sign}>
          <dt>{signName(sign)}</dt>
          <dd>
            {flags.length > 0 ? '? ' : ''}
            <strong>
              {valueText(sign, value)} {unitText(unit)}
            </strong>{' '}
            <span className="quiet">{words.ago(ageText(ageSeconds(measuredAt, now)))}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
