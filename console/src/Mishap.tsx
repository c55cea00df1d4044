import { Component, type ReactNode } from 'react';
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
    return (
      <Door title="The board has stopped" urgent>
        <p role="alert">
          Something went wrong in this page. Watch the primary monitors. It reloads by itself in
          15 seconds.
        </p>
        <button
          type="button"
          className="button button-primary button-large"
          onClick={() => window.location.reload()}
        >
          Reload now
        </button>
      </Door>
    );
  }
}
