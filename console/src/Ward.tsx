import { useEffect, useMemo, useState } from 'react';
import { AlertFeed } from './alerts/feed';
import { AlertPanel } from './alerts/AlertPanel';
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
import { ServerClock } from './live/serverClock';
import { Ticker, TickerContext, useNow } from './live/ticker';
import { mayAcknowledge } from './session/claims';
import { SessionEnding } from './session/SessionEnding';
import type { Session, SignedIn } from './session/session';
import { type Api, createApi } from './wire/api';

interface Feeds {
  readonly board: BoardFeed;
  readonly alerts: AlertFeed;
  readonly ticker: Ticker;
  readonly api: Api;
}

const NOBODY: Patients = new Map();

/** The signed-in page: opens the live feeds, and closes them when the session ends. */
export function Ward({ session, signedIn }: { session: Session; signedIn: SignedIn }) {
  const [feeds] = useState(() => feedsOf(session));
  useEffect(() => {
    feeds.board.start();
    feeds.alerts.start();
    return () => {
      feeds.board.stop();
      feeds.alerts.stop();
    };
  }, [feeds]);
  return (
    <TickerContext value={feeds.ticker}>
      <WardPage feeds={feeds} session={session} signedIn={signedIn} />
    </TickerContext>
  );
}

function feedsOf(session: Session): Feeds {
  const clock = new ServerClock();
  const api = createApi(session.accessToken, session.renew);
  return {
    api,
    board: new BoardFeed(api, session.accessToken, clock, session.renew),
    alerts: new AlertFeed(api, session.accessToken, session.renew),
    ticker: new Ticker(() => clock.at(Date.now())),
  };
}

interface PageProps {
  readonly feeds: Feeds;
  readonly session: Session;
  readonly signedIn: SignedIn;
}

function WardPage({ feeds, session, signedIn }: PageProps) {
  useNow();
  const board = useObservable(feeds.board.state);
  const alerts = useObservable(feeds.alerts.state);
  const [view, setView] = useState<View>(() => viewOf(window.location.search));
  const waitingAlerts = useMemo(
    () => byPatient([...alerts.alerts.values()].filter(waiting)),
    [alerts.alerts],
  );
  const patients = board.kind === 'ready' ? board.patients : NOBODY;
  const [explained, setExplained] = useState<string | null>(null);
  const explainedPatient = explained === null ? undefined : patients.get(explained);
  const units = useMemo(() => unitsOf(patients.values()), [patients]);

  const change = (next: View) => {
    setView(next);
    window.history.replaceState(null, '', `${window.location.pathname}${searchOf(next)}`);
  };

  const waitingCount = [...waitingAlerts.values()].reduce((sum, list) => sum + list.length, 0);
  useEffect(() => {
    document.title = waitingCount === 0 ? 'Ward board' : `(${waitingCount}) Ward board`;
  }, [waitingCount]);

  const boardLive = feeds.board.liveness(Date.now());
  const alertsLive = feeds.alerts.liveness(Date.now());
  // A board that cannot be read is not live, whatever its stream says.
  const headline: Liveness =
    board.kind === 'loading' || board.kind === 'failed'
      ? worst([boardLive, alertsLive, { kind: 'connecting' }])
      : worst([boardLive, alertsLive]);
  return (
    <div className={boardLive.kind === 'lost' ? 'page page-lost' : 'page'}>
      <a className="skip" href="#board">
        Skip to the patients
      </a>
      <Header
        patients={patients}
        units={units}
        view={view}
        onView={change}
        liveness={headline}
        person={signedIn.person}
        onSignOut={() => void session.signOut()}
      />
      <SessionEnding endsAt={signedIn.endsAt} onSignIn={() => void session.signInAgain()} />
      <ConnectionBanner values={boardLive} alerts={alertsLive} />
      <div className="content">
        <main id="board" className="board" tabIndex={-1} aria-labelledby="patients-title">
          <h2 id="patients-title" className="unseen">
            Patients
          </h2>
          <Board
            state={board}
            order={view.order}
            unit={view.unit}
            waitingAlerts={waitingAlerts}
            onRetry={() => void feeds.board.refresh()}
            onAllUnits={() => change({ ...view, unit: null })}
            onExplain={setExplained}
          />
        </main>
        <AlertPanel
          feed={feeds.alerts}
          patients={patients}
          narrowed={view.unit !== null}
          mayAcknowledge={mayAcknowledge(signedIn.claims)}
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
          <strong>Secondary notification; does not replace the primary monitor.</strong>
        </p>
        <p>
          National Early Warning Score (NEWS) 2 © Royal College of Physicians 2017. Age under a
          value counts from its measurement.
        </p>
      </footer>
    </div>
  );
}
