import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { explain } from '../wire/api';
import { frameWords } from '../words/frame';

interface Props {
  readonly title: string;
  /** What is going to happen. */
  readonly children: ReactNode;
  readonly action: string;
  readonly grave?: boolean;
  /** Asks for the reason, which goes into the record. */
  readonly asksReason?: boolean;
  /** Rejects with what to tell the person; the dialog then stays. */
  readonly onConfirm: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done that others notice. Escape and "Cancel" leave everything as it is. */
export function ConfirmDialog(props: Props) {
  const { title, children, action, grave = false, asksReason = false, onConfirm, onClose } = props;
  const w = frameWords().dialog;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const confirm = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(reason.trim());
    } catch (caught) {
      setFailure(explain(caught));
      setBusy(false);
      return;
    }
    onClose();
  };

  return (
    <dialog
      ref={dialog}
      className={grave ? 'confirm confirm-grave' : 'confirm'}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        <div className="confirm-text">{children}</div>
        {asksReason ? (
          <label className="stacked">
            <span>{w.reason}</span>
            <input
              type="text"
              value={reason}
              required
              maxLength={200}
              autoFocus
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
        ) : null}
        {failure === null ? null : (
          <p className="failure" role="alert">
            {w.notDone(failure)}
          </p>
        )}
        <div className="confirm-foot">
          <button type="button" className="button" disabled={busy} onClick={onClose}>
            {w.cancel}
          </button>
          <button
            type="submit"
            className={grave ? 'button button-grave' : 'button button-primary'}
            disabled={busy || (asksReason && reason.trim() === '')}
          >
            {busy ? w.working : action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
