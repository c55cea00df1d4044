import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { AlertFeed } from './alerts/feed';
import { AlertPanel } from './alerts/AlertPanel';
import { personFor } from './alerts/InboxPage';
import { byPatient, waiting } from './alerts/order';
import { Board } from './board/Board';
import { ExplanationPanel } from './board/ExplanationPanel';
import { BoardFeed } from './board/feed';
import type { Patients } from './board/merge';
import { unitsOf } from './board/order';
import { searchOf, type View, viewOf } from './board/view';
import { Header } from './Header';
import { ConnectionBanner } from './live/ConnectionBanner';
import { type Liveness, worst } from './live/liveness';
import { useObservable } from './live/observable';
import { OutdatedContext } from './live/outdated';
import { useNow } from './live/ticker';
import { placeOf, searchTo } from './nav/address';
import { useAddress } from './nav/Link';
import type { Services } from './services';
import { SessionEnding } from './session/SessionEnding';
import type { Session, SignedIn } from './session/session';
import type { Api } from './wire/api';
import { frameWords } from './words/frame';
import { wardWords } from './words/ward';

const NOBODY: Patients = new Map();

interface Props {
  readonly services: Services;
  readonly session: Session;
  readonly signedIn: SignedIn;
  readonly navigation: ReactNode;
}

/** The ward board with its alerts; its stream is open while it is shown. */
export function Ward({ services, session, signedIn, navigation }: Props) {
  const [board] = useState(
    () => new BoardFeed(services.api, session.accessToken, services.clock, session.renew),
  );
  useEffect(() => {
    board.start();
    return () => board.stop();
  }, [board]);
  const feeds = { board, alerts: services.alerts, api: services.api };
  return <WardPage feeds={feeds} session={session} signedIn={signedIn} navigation={navigation} />;
}

interface Feeds {
  readonly board: BoardFeed;
  readonly alerts: AlertFeed;
  readonly api: Api;
}

interface PageProps {
  readonly feeds: Feeds;
  readonly session: Session;
  readonly signedIn: SignedIn;
  readonly navigation: ReactNode;
}

function WardPage({ feeds, session, signedIn, navigation }: PageProps) {
  useNow();
  const w = wardWords();
  const address = useAddress();
  const board = useObservable(feeds.board.state);
  const alerts = useObservable(feeds.alerts.state);
  const [view, setView] = useState<View>(() => viewOf(window.location.search));
  const waitingAlerts = useMemo(
    () => byPatient([...alerts.alerts.values()].filter(waiting)),
    [alerts.alerts],
  );
  const person = useMemo(() => personFor(signedIn.claims), [signedIn.claims]);
  const patients = board.kind === 'ready' ? board.patients : NOBODY;
  const [explained, setExplained] = useState<string | null>(null);
  const explainedPatient = explained === null ? undefined : patients.get(explained);
  const units = useMemo(() => unitsOf(patients.values()), [patients]);

  const change = (next: View) => {
    setView(next);
    const query = new URLSearchParams(searchOf(next));
    if (placeOf(address.search.get()) !== null) query.set('page', 'ward');
    address.replace(query.size === 0 ? '' : `?${query.toString()}`);
  };

  const showTrends = useCallback(
    (patientId: string) => address.go(searchTo('patient'), patientId),
    [address],
  );

  const waitingCount = [...waitingAlerts.values()].reduce((sum, list) => sum + list.length, 0);

  const boardLive = feeds.board.liveness();
  const alertsLive = feeds.alerts.liveness();
  // A board that cannot be read is not live, whatever its stream says.
  const headline: Liveness =
    board.kind === 'loading' || board.kind === 'failed'
      ? worst([boardLive, alertsLive, { kind: 'connecting' }])
      : worst([boardLive, alertsLive]);
  return (
    <div className={boardLive.kind === 'lost' ? 'page page-lost' : 'page'}>
      <a className="skip" href="#board">
        {frameWords().skipToPatients}
      </a>
      <ConnectionBanner
        values={boardLive}
        alerts={alertsLive}
        title={waitingCount === 0 ? w.title : `(${waitingCount}) ${w.title}`}
      />
      <Header
        patients={patients}
        units={units}
        view={view}
        onView={change}
        liveness={headline}
        person={signedIn.person}
        onSignOut={() => void session.signOut()}
        navigation={navigation}
      />
      <SessionEnding endsAt={signedIn.endsAt} onSignIn={() => void session.signInAgain()} />
      <div className="content">
        <main id="board" className="board" tabIndex={-1} aria-labelledby="patients-title">
          <h2 id="patients-title" className="unseen">
            {w.patients}
          </h2>
          <OutdatedContext value={boardLive.kind === 'lost' ? boardLive.since : null}>
            <Board
              state={board}
              order={view.order}
              unit={view.unit}
              waitingAlerts={waitingAlerts}
              onRetry={() => void feeds.board.refresh()}
              onAllUnits={() => change({ ...view, unit: null })}
              onExplain={setExplained}
              onTrends={showTrends}
            />
          </OutdatedContext>
        </main>
        <AlertPanel
          feed={feeds.alerts}
          patients={patients}
          narrowed={view.unit !== null}
          person={person}
        />
      </div>
      {explainedPatient === undefined ? null : (
        <ExplanationPanel
          key={explainedPatient.patientId}
          api={feeds.api}
          patient={explainedPatient}
          onClose={() => setExplained(null)}
        />
      )}
      <footer className="foot">
        <p>
          <strong>{w.secondary}</strong>
        </p>
        <p>{w.source}</p>
      </footer>
    </div>
  );
}
