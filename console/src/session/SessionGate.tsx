import type { ReactNode } from 'react';
import { clockTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import type { Session, SignedIn } from './session';

interface Props {
  readonly session: Session;
  readonly children: (signedIn: SignedIn) => ReactNode;
}

/** Shows patients only to someone who is signed in. */
export function SessionGate({ session, children }: Props) {
  const state = useObservable(session.state);
  switch (state.kind) {
    case 'starting':
      return (
        <Door title="Vitalwire">
          <p role="status">Opening the ward board…</p>
        </Door>
      );
    case 'signed-out':
      return (
        <Door title="Vitalwire">
          <p>Live vital signs, early-warning scores and alerts of your ward.</p>
          <SignIn onSignIn={() => void session.signIn()}>Sign in</SignIn>
        </Door>
      );
    case 'ended':
      return (
        <Door title="Your session has ended" urgent>
          <p role="alert">
            No live values are shown here since <strong>{clockTime(state.at)}</strong>. Watch the
            primary monitors until you have signed in again.
          </p>
          <SignIn onSignIn={() => void session.signIn()}>Sign in again</SignIn>
        </Door>
      );
    case 'unreachable':
      return (
        <Door title="Sign-in is not available" urgent>
          <p role="alert">{state.reason}</p>
          <SignIn onSignIn={() => void session.signIn()}>Try again</SignIn>
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
          Secondary notification; does not replace the primary monitor.
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
