import type { ReactNode } from 'react';
import { Age } from '../fleet/Age';
import { Card } from '../layout/Card';
import { DataAge, isOld } from '../layout/DataAge';
import { Mark } from '../layout/Mark';
import { Message } from '../layout/Message';
import { fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { DiskCard } from './DiskCard';
import { type Storage, storageOf } from './model';
import { stalled, storageProblems } from './problems';
import { RetentionCard, TablesCard } from './tables';
import { bytesText } from './words';

interface Props {
  readonly api: Api;
}

const REFRESH_MILLIS = 10_000;

/** Whether everything is stored, how fast, and for how long there is room. */
export function StoragePage({ api }: Props) {
  const storage = usePolled('storage', REFRESH_MILLIS, async () =>
    storageOf(await api.get('/api/v1/storage')),
  );
  if (storage.value === null) {
    return storage.failure === null ? (
      <p className="desk-wait" role="status">
        Loading…
      </p>
    ) : (
      <Message title="The state of the storage cannot be loaded" failed>
        <p>
          {storage.failure} {storage.forbidden ? '' : 'Trying again by itself.'}
        </p>
      </Message>
    );
  }
  return (
    <section
      className={isOld(storage, REFRESH_MILLIS, Date.now()) ? 'storage is-old' : 'storage'}
      aria-labelledby="storage-title"
    >
      <header className="desk-head">
        <h1 id="storage-title">Storage</h1>
        <p className="desk-lead">
          {storage.value.database === null ? 'Database' : `PostgreSQL ${storage.value.database}`}
          {storage.value.timescale === null ? ', without TimescaleDB' : `, TimescaleDB ${storage.value.timescale}`}
        </p>
      </header>
      <DataAge state={storage} everyMillis={REFRESH_MILLIS} what="This page" />
      <Problems storage={storage.value} />
      <div className="storage-cards">
        <NowCard storage={storage.value} />
        <DiskCard storage={storage.value} />
        <StockCard storage={storage.value} />
      </div>
      <div className="storage-tables">
        <TablesCard tables={storage.value.tables} />
        <RetentionCard retention={storage.value.retention} />
      </div>
    </section>
  );
}

function Problems({ storage }: { readonly storage: Storage }) {
  const problems = storageProblems(storage);
  return (
    <ul className="device-problems" aria-label="Needs attention">
      {problems.length === 0 ? (
        <li className="device-problem storage-well">
          <Mark grade="good" /> Nothing needs attention.
        </li>
      ) : (
        problems.map(({ grade, text }) => (
          <li key={text} className={`device-problem device-problem-${grade}`}>
            <Mark grade={grade} /> {text}
          </li>
        ))
      )}
    </ul>
  );
}

function NowCard({ storage }: { readonly storage: Storage }) {
  const { rowsPerSecond, lagMessages, lagSeconds, rollUpsDue, oldestDue } = storage;
  return (
    <Card title="Writing now">
      <dl className="storage-figures">
        <Figure name="Rows a second">{number(rowsPerSecond, 1)}</Figure>
        <Figure name="Behind, mean of a minute">
          {stalled(storage) ? (
            <span className="failure">nothing is stored</span>
          ) : lagSeconds === null ? (
            <Unknown />
          ) : lagSeconds < 10 ? (
            `${lagSeconds.toFixed(1)} s`
          ) : (
            `${Math.round(lagSeconds).toLocaleString('en-GB')} s`
          )}
        </Figure>
        <Figure name="Messages waiting">{number(lagMessages, 0)}</Figure>
        <Figure name="Roll-ups due">
          {number(rollUpsDue, 0)}
          {oldestDue === null ? null : (
            <small>
              oldest <Age since={oldestDue} />
            </small>
          )}
        </Figure>
      </dl>
    </Card>
  );
}

function StockCard({ storage }: { readonly storage: Storage }) {
  const { oldest, newest, databaseBytes } = storage;
  return (
    <Card title="What is stored">
      <dl className="facts">
        <dt>Newest</dt>
        <dd>
          {newest === null ? (
            <span className="quiet">Nothing yet</span>
          ) : (
            <>
              <Age since={newest} /> ago <span className="quiet">{fullTime(newest)}</span>
            </>
          )}
        </dd>
        <dt>Oldest</dt>
        <dd>{oldest === null ? <span className="quiet">Nothing yet</span> : fullTime(oldest)}</dd>
        <dt>Size of the database</dt>
        <dd>{databaseBytes === null ? <Unknown /> : bytesText(databaseBytes)}</dd>
      </dl>
    </Card>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="storage-figure">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Zero and unknown are not the same. */
function Unknown() {
  return <span className="quiet storage-unknown">not known</span>;
}

function number(value: number | null, digits: number): ReactNode {
  if (value === null) return <Unknown />;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}
