import type { ReactNode } from 'react';
import { clockTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { frameWords } from '../words/frame';
import { wardWords } from '../words/ward';
import type { Session, SignedIn } from './session';

interface Props {
  readonly session: Session;
  readonly children: (signedIn: SignedIn) => ReactNode;
}

/** Shows patients only to someone who is signed in. */
export function SessionGate({ session, children }: Props) {
  const state = useObservable(session.state);
  const w = frameWords().session;
  switch (state.kind) {
    case 'starting':
      return (
        <Door title="Vitalwire">
          <p role="status">{w.opening}</p>
        </Door>
      );
    case 'signed-out':
      return (
        <Door title="Vitalwire">
          <p>{w.what}</p>
          <SignIn onSignIn={() => void session.signIn()}>{w.signIn}</SignIn>
        </Door>
      );
    case 'ended':
      return (
        <Door title={w.ended} urgent>
          <p role="alert">{w.endedSince(clockTime(state.at))}</p>
          <SignIn onSignIn={() => void session.signIn()}>{w.signInAgain}</SignIn>
        </Door>
      );
    case 'unreachable':
      return (
        <Door title={w.unavailable} urgent>
          <p role="alert">{w.unavailableWhy}</p>
          <SignIn onSignIn={() => void session.signIn()}>{w.tryAgain}</SignIn>
        </Door>
      );
    case 'signed-in':
      return children(state);
  }
}

interface DoorProps {
  readonly title: string;
  readonly urgent?: boolean;
  readonly children: ReactNode;
}

export function Door({ title, urgent = false, children }: DoorProps) {
  return (
    <main className={urgent ? 'door door-urgent' : 'door'}>
      <div className="door-card">
        <img className="door-mark" src="/favicon.svg" alt="" width="48" height="48" />
        <h1>{title}</h1>
        {children}
        <p className="door-note">
          {wardWords().secondary}
        </p>
      </div>
    </main>
  );
}

function SignIn({ onSignIn, children }: { onSignIn: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button button-primary button-large" onClick={onSignIn}>
      {children}
    </button>
  );
}
