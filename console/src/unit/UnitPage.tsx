import { useContext } from 'react';
import { boardOf } from '../board/decode';
import type { Patient } from '../board/model';
import { unitsOf } from '../board/order';
import { DataAge } from '../layout/DataAge';
import { Message } from '../layout/Message';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { TickerContext } from '../live/ticker';
import { useAddress } from '../nav/Link';
import type { Api } from '../wire/api';
import { RangeCard } from './RangeCard';
import { ScoreCard } from './ScoreCard';
import { UnitForm } from './UnitForm';
import { searchOfUnit, unitViewOf } from './view';

interface Props {
  readonly api: Api;
}

const BOARD_MILLIS = 30_000;

/** A unit over hours and days: whose values stayed where they should, and who was unwell for how long. */
export function UnitPage({ api }: Props) {
  const address = useAddress();
  const now = useContext(TickerContext).get;
  const asked = unitViewOf(useObservable(address.search));
  const board = usePolled('board', BOARD_MILLIS, async () =>
    boardOf(await api.get('/api/v1/board'), Date.now()).patients,
  );
  const units = unitsOf(board.value ?? []);
  const view = { ...asked, unit: asked.unit ?? units[0] ?? null };
  const names = new Map<string, Patient>(board.value?.map((patient) => [patient.patientId, patient]));
  return (
    <section aria-labelledby="unit-title">
      <header className="desk-head">
        <h1 id="unit-title">{view.unit ?? 'Unit overview'}</h1>
      </header>
      <DataAge state={board} everyMillis={BOARD_MILLIS} what="The list of units, names and beds" />
      {view.unit === null ? (
        <NoUnit loading={board.value === null && board.failure === null} failure={board.failure} />
      ) : (
        <>
          <UnitForm
            key={searchOfUnit(view)}
            view={view}
            units={units.includes(view.unit) ? units : [...units, view.unit]}
            onView={(next) => address.replace(searchOfUnit(next))}
          />
          <div className="unit-cards">
            <RangeCard api={api} unit={view.unit} view={view} names={names} now={now} />
            <ScoreCard api={api} unit={view.unit} view={view} names={names} now={now} />
          </div>
        </>
      )}
    </section>
  );
}

function NoUnit({ loading, failure }: { readonly loading: boolean; readonly failure: string | null }) {
  if (loading) {
    return (
      <p className="desk-wait" role="status">
        Loading…
      </p>
    );
  }
  return failure === null ? (
    <Message title="No unit has patients now">
      <p>A unit appears here as soon as one of its patients is on a device.</p>
    </Message>
  ) : (
    <Message title="The units cannot be loaded" failed>
      <p>{failure} Trying again by itself.</p>
    </Message>
  );
}
