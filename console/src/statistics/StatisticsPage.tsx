import { useMemo } from 'react';
import { unitsOf } from '../alerts/inbox';
import { PriorityMark } from '../alerts/PriorityMark';
import type { Priority } from '../alerts/model';
import { ageText } from '../board/age';
import { Card } from '../layout/Card';
import { DataAge, isOld } from '../layout/DataAge';
import { Message } from '../layout/Message';
import { fullTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { searchTo } from '../nav/address';
import { useAddress } from '../nav/Link';
import { teamsOf } from '../oncall/decode';
import type { Services } from '../services';
import { zoneName } from '../trends/timeAxis';
import { alertWords } from '../words/alerts';
import { statisticsWords } from '../words/statistics';
import { numberText } from '../words/words';
import { DailyChart } from './DailyChart';
import { PERIODS, type Statistics, statisticsOf, statisticsPath } from './model';

const REFRESH_MILLIS = 60_000;
const TEAMS_MILLIS = 10 * 60_000;
/** Of less than this a rate says nothing: one alert in a minute would be hundreds a day. */
const FEWEST_PATIENT_DAYS = 1;
const USUAL_DAYS = 7;

/** How many alerts there were, how soon somebody came, and how many of them were of use. */
export function StatisticsPage({ services }: { readonly services: Services }) {
  const words = statisticsWords();
  const { api } = services;
  const address = useAddress();
  const search = useObservable(address.search);
  const { days, unit } = useMemo(() => choiceOf(search), [search]);
  const live = useObservable(services.alerts.state).alerts;
  const teams = usePolled('units', TEAMS_MILLIS, async () => teamsOf(await api.get('/api/v1/on-call/teams')));
  const units = useMemo(() => {
    const known = new Set(unitsOf(live.values()));
    for (const { document } of teams.value ?? []) known.add(document.careUnit);
    if (unit !== null) known.add(unit);
    return [...known].sort((one, other) => one.localeCompare(other));
  }, [live, teams.value, unit]);
  const statistics = usePolled(`statistics ${days} ${unit}`, REFRESH_MILLIS, async () =>
    statisticsOf(await api.get(statisticsPath(days, unit, zoneName(), services.ticker.get()))),
  );
  const choose = (nextDays: number, nextUnit: string | null) =>
    address.replace(searchTo('statistics', { days: nextDays === USUAL_DAYS ? null : String(nextDays), unit: nextUnit }));
  return (
    <section
      className={isOld(statistics, REFRESH_MILLIS, Date.now()) ? 'statistics is-old' : 'statistics'}
      aria-labelledby="statistics-title"
    >
      <header className="desk-head">
        <h1 id="statistics-title">{words.title}</h1>
        <label className="field">
          <span>{words.period}</span>
          <select value={days} onChange={({ target }) => choose(Number(target.value), unit)}>
            {PERIODS.map((each) => (
              <option key={each} value={each}>
                {words.periods[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{words.unit}</span>
          <select value={unit ?? ''} onChange={({ target }) => choose(days, target.value === '' ? null : target.value)}>
            <option value="">{words.allUnits}</option>
            {units.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <p className="desk-lead">{words.lead}</p>
      </header>
      <DataAge state={statistics} everyMillis={REFRESH_MILLIS} what={words.thisPage} />
      {statistics.value === null ? (
        statistics.failure === null ? (
          <p className="desk-wait" role="status">
            …
          </p>
        ) : (
          <Message title={words.notLoaded} failed>
            <p>{statistics.forbidden ? statistics.failure : words.tryingAgain(statistics.failure)}</p>
          </Message>
        )
      ) : (
        <Shown statistics={statistics.value} />
      )}
    </section>
  );
}

function Shown({ statistics }: { readonly statistics: Statistics }) {
  const words = statisticsWords();
  const { tiles, about } = words;
  const s = statistics;
  const count = (value: number | null) => numberText(value ?? 0);
  return (
    <>
      <dl className="tiles">
        <Tile
          name={tiles.alerts}
          figure={numberText(s.alerts)}
          about={s.syntheticAlerts === null || s.syntheticAlerts === 0 ? null : words.synthetic(s.syntheticAlerts)}
        />
        <Tile
          name={tiles.perPatientDay}
          figure={(s.patientDays ?? 0) < FEWEST_PATIENT_DAYS ? null : decimal(s.alertsPerPatientDay)}
          about={s.patientDays === null ? null : about.patientDays(numberText(s.patientDays, 1))}
        />
        <Tile name={tiles.within60s} figure={percent(s.acceptedWithin60s)} about={about.waited(count(s.waited))} />
        <Tile
          name={tiles.median}
          figure={s.medianTimeToAcceptSeconds === null ? null : ageText(Math.round(s.medianTimeToAcceptSeconds))}
          about={about.accepted(count(s.accepted))}
        />
        <Tile name={tiles.actionable} figure={percent(s.actionableShare)} about={about.disposed(count(s.disposed))} />
        <Tile name={tiles.reAlert} figure={percent(s.reAlertRate)} about={about.reAlert} />
        <Tile name={tiles.pagesPerAlert} figure={decimal(s.pagesPerAlert)} about={about.pages(count(s.pages))} />
        <Tile name={tiles.initialToTotal} figure={percent(s.initialToTotalRatio)} about={about.initialToTotal} />
        <Tile
          name={tiles.unreachable}
          figure={s.unreachable === null ? null : numberText(s.unreachable)}
          about={about.pages(count(s.pages))}
          grave={(s.unreachable ?? 0) > 0}
        />
        <Tile name={tiles.topDecile} figure={percent(s.topDecileShare)} about={about.topDecile(count(s.patients))} />
      </dl>
      {s.alerts === 0 ? <p className="quiet">{words.none}</p> : null}
      <div className="statistics-cards">
        <Card title={words.daily} className="statistics-daily">
          <DailyChart daily={s.daily} />
        </Card>
        <Card title={words.byPriority}>
          <ul className="share-bars">
            {(['high', 'medium', 'low'] as const).map((priority) => (
              <Share key={priority} priority={priority} name={alertWords().priority[priority]} part={s.byPriority[priority]} whole={s.alerts} />
            ))}
          </ul>
        </Card>
        <Card title={words.byCondition}>
          {s.byCondition.length === 0 ? (
            <p className="quiet">{words.none}</p>
          ) : (
            <ol className="share-bars">
              {s.byCondition.map(({ condition, alerts }) => (
                <Share key={condition} priority={null} name={condition} part={alerts} whole={s.alerts} />
              ))}
            </ol>
          )}
        </Card>
      </div>
      {s.patientDaysSince === null ? null : <p className="quiet">{about.since(fullTime(s.patientDaysSince))}</p>}
    </>
  );
}

interface TileProps {
  readonly name: string;
  /** Null of nothing. */
  readonly figure: string | null;
  readonly about: string | null;
  readonly grave?: boolean;
}

function Tile({ name, figure, about, grave = false }: TileProps) {
  return (
    <div className={grave ? 'tile tile-grave' : 'tile'}>
      <dt>{name}</dt>
      <dd>
        <strong>{figure ?? '–'}</strong>
        <small>{figure === null ? statisticsWords().about.none : about}</small>
      </dd>
    </div>
  );
}

interface ShareProps {
  readonly priority: Priority | null;
  readonly name: string;
  readonly part: number;
  readonly whole: number;
}

function Share({ priority, name, part, whole }: ShareProps) {
  const share = whole === 0 ? 0 : part / whole;
  return (
    <li className={priority === null ? undefined : `share-${priority}`}>
      <span className="share-name">
        {priority === null ? null : <PriorityMark priority={priority} />}
        {name}
      </span>
      <span className="share-bar" aria-hidden="true">
        {part === 0 ? null : <span style={{ inlineSize: `${share * 100}%` }} />}
      </span>
      <span className="share-count">
        {numberText(part)} <small>{percent(share)}</small>
      </span>
    </li>
  );
}

function percent(share: number | null): string | null {
  return share === null ? null : `${numberText(Math.round(share * 100))} %`;
}

function decimal(value: number | null): string | null {
  return value === null ? null : numberText(value, 1);
}

function choiceOf(search: string): { readonly days: number; readonly unit: string | null } {
  const query = new URLSearchParams(search);
  const asked = Number(query.get('days'));
  const unit = query.get('unit');
  return { days: PERIODS.find((each) => each === asked) ?? USUAL_DAYS, unit: unit === '' ? null : unit };
}
