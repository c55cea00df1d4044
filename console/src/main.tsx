import '@fontsource-variable/inter';
import './look/colours.css';
import './app.css';
import './board/board.css';
import './alerts/alerts.css';
import './alerts/inbox.css';
import './layout/layout.css';
import './fleet/fleet.css';
import './device/device.css';
import 'uplot/dist/uPlot.min.css';
import './trends/trends.css';
import './patient/patient.css';
import './unit/unit.css';
import './oncall/oncall.css';
import './policies/policies.css';
import './census/census.css';
import './charting/charting.css';
import './deliveries/deliveries.css';
import './storage/storage.css';
import './statistics/statistics.css';
import './status/status.css';
import './me/me.css';
import { UserManager } from 'oidc-client-ts';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from './App';
import { beginTheme } from './look/theme';
import { Mishap } from './Mishap';
import { arrivalOf } from './session/callback';
import { loadConfig } from './session/config';
import { Session } from './session/session';
import { Door, SessionGate } from './session/SessionGate';
import { createUserManager } from './session/userManager';
import { confirmLetter, registerWorker } from './worker/register';
import { frameWords } from './words/frame';
import { beginLanguage, language } from './words/words';
import { useObservable } from './live/observable';

const RETRY_MILLIS = 5_000;

async function open(root: Root): Promise<void> {
  let session: Session;
  try {
    session = new Session(createUserManager(await loadConfig(), window.location.origin));
  } catch {
    root.render(
      <Door title={frameWords().session.unreachable} urgent>
        <p role="alert">{frameWords().session.unreachableMore}</p>
      </Door>,
    );
    window.setTimeout(() => void open(root), RETRY_MILLIS);
    return;
  }
  // Before the board is drawn: it reads its view from the address that a sign-in restores.
  await begin(session);
  root.render(
    <StrictMode>
      <Console session={session} />
    </StrictMode>,
  );
}

function Console({ session }: { readonly session: Session }) {
  return (
    <Mishap key={useObservable(language)}>
      <SessionGate session={session}>
        {(signedIn) => <App session={session} signedIn={signedIn} />}
      </SessionGate>
    </Mishap>
  );
}

async function begin(session: Session): Promise<void> {
  if (arrivalOf(window.location.search, false, false).kind === 'signed-in') {
    try {
      const search = await session.complete();
      window.history.replaceState(null, '', `${window.location.pathname}${search}`);
      return;
    } catch {
      // An answer that was used already (reload) or refused: start from what the tab knows.
      window.history.replaceState(null, '', window.location.pathname);
    }
  }
  await session.resume();
}

beginTheme();
beginLanguage();
confirmLetter();
registerWorker();
const arrival = arrivalOf(window.location.search, window.parent !== window, window.opener !== null);
const relay = new UserManager({ authority: '', client_id: '', redirect_uri: '' });
switch (arrival.kind) {
  case 'relay-frame':
    void relay.signinSilentCallback();
    break;
  case 'relay-popup':
    void relay.signinPopupCallback();
    break;
  case 'visit':
  case 'signed-in': {
    const element = document.getElementById('root');
    if (element !== null) void open(createRoot(element));
  }
}
