import { useEffect, useState } from 'react';
import { Card } from '../layout/Card';
import { Mark } from '../layout/Mark';
import { explain, type Api } from '../wire/api';
import { meWords } from '../words/me';
import { WEB_PUSH } from './model';
import { browserName, type PushState, pushState, switchOff, switchOn } from './push';

interface Props {
  readonly api: Api;
  /** Null while it is not known what this installation offers. */
  readonly available: readonly string[] | null;
  readonly onChanged: () => void;
}

/** Whether this browser is called while no page of the console is open. */
export function PushCard({ api, available, onChanged }: Props) {
  const w = meWords();
  const [state, setState] = useState<PushState | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    void pushState().then((found) => shown && setState(found));
    return () => {
      shown = false;
    };
  }, []);
  // Nothing to switch on where the house does not offer it; but what is on can be switched off.
  if (state === null || (state !== 'on' && available?.includes(WEB_PUSH) === false)) return null;

  const change = async (how: () => Promise<PushState>) => {
    setBusy(true);
    setFailure(null);
    try {
      setState(await how());
      onChanged();
    } catch (caught) {
      setFailure(explain(caught));
    }
    setBusy(false);
  };
  return (
    <Card title={w.thisDevice}>
      <p className="marked">
        <Mark grade={state === 'on' ? 'good' : state === 'blocked' ? 'warning' : 'plain'} />
        {w.push[state]}
      </p>
      {failure === null ? null : (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      {state === 'off' ? (
        <p className="me-act">
          <button
            type="button"
            className="button button-primary"
            disabled={busy}
            onClick={() => void change(() => switchOn(api, browserName(navigator.userAgent)))}
          >
            {busy ? w.working : w.switchOn}
          </button>
        </p>
      ) : null}
      {state === 'on' ? (
        <p className="me-act">
          <button type="button" className="button" disabled={busy} onClick={() => void change(() => switchOff(api))}>
            {busy ? w.working : w.switchOff}
          </button>
        </p>
      ) : null}
    </Card>
  );
}
