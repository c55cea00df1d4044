import { Component, type ReactNode } from 'react';
import { frameWords } from './words/frame';
import { Door } from './session/SessionGate';

interface State {
  readonly failed: boolean;
}

/** A defect of ours must not leave a blank or a frozen board: say it and start again. */
export class Mishap extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };
  private reload: number | undefined;

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.reload = window.setTimeout(() => window.location.reload(), 15_000);
  }

  override componentWillUnmount(): void {
    window.clearTimeout(this.reload);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const w = frameWords().session;
    return (
      <Door title={w.stopped} urgent>
        <p role="alert">{w.stoppedMore}</p>
        <button
          type="button"
          className="button button-primary button-large"
          onClick={() => window.location.reload()}
        >
          {w.reload}
        </button>
      </Door>
    );
  }
}
