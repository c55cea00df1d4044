import { useId, useState } from 'react';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { shortTime } from '../live/clockTime';
import { useNow } from '../live/ticker';
import { alertWords } from '../words/alerts';
import { type Deed, type DeedKind, DISPOSITIONS, OFF_HOURS, PAUSE_MINUTES, REJECT_REASONS, SILENCE_REASONS } from './deeds';
import type { Alert } from './model';
import { dispositionWord, reasonWord } from './words';

/** The deeds that need a word more than a tap. */
export type Asked = Extract<DeedKind, 'reject' | 'hand-over' | 'pause' | 'switch-off' | 'dispose'>;

interface Props {
  readonly kind: Asked;
  /** As it was when it was asked: what the person decides about. */
  readonly alert: Alert;
  readonly onDeed: (alert: Alert, deed: Deed) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Asks for the reason and the limit. Reasons are chosen, not typed: a typed one would hold names. */
export function DeedDialog({ kind, alert, onDeed, onClose }: Props) {
  const now = useNow();
  const [reason, setReason] = useState<string>(kind === 'reject' ? 'busy' : kind === 'dispose' ? 'actionable' : 'procedure');
  const [minutes, setMinutes] = useState(PAUSE_MINUTES[alert.priority][0] ?? 2);
  const [hours, setHours] = useState<number>(OFF_HOURS[0]);
  const [to, setTo] = useState('');
  const words = alertWords();
  const dialog = words.dialogs[kind];

  const deed = (): Deed => {
    switch (kind) {
      case 'reject':
        return { kind, reason };
      case 'hand-over':
        return { kind, to: to.trim() };
      case 'pause':
        return { kind, minutes, reason };
      case 'switch-off':
        return { kind, until: now + hours * 3_600_000, reason };
      case 'dispose':
        return { kind, disposition: reason };
    }
  };
  return (
    <ConfirmDialog
      title={dialog.title}
      action={dialog.action}
      grave={kind === 'switch-off'}
      // A failure is said on the alert itself, which may have changed meanwhile.
      onConfirm={async () => void (await onDeed(alert, deed()))}
      onClose={onClose}
    >
      <p>
        <strong>
          {alert.title}
          {alert.bed === null ? '' : words.inBed(alert.bed)}
        </strong>
      </p>
      <p>{dialog.text}</p>
      {kind === 'pause' ? (
        <Choice
          legend={words.howLong}
          row
          options={PAUSE_MINUTES[alert.priority].map((each) => ({ value: each, word: each < 60 ? `${each} min` : `${each / 60} h` }))}
          value={minutes}
          onValue={setMinutes}
        />
      ) : null}
      {kind === 'switch-off' ? (
        <>
          <Choice
            legend={words.howLong}
            row
            options={OFF_HOURS.map((each) => ({ value: each, word: `${each} h` }))}
            value={hours}
            onValue={setHours}
          />
          <p className="quiet">{words.until(shortTime(now + hours * 3_600_000, now))}</p>
        </>
      ) : null}
      {kind === 'hand-over' ? (
        <label className="stacked">
          <span>{words.toWhom}</span>
          <input type="text" required maxLength={100} autoComplete="off" autoFocus value={to} onChange={({ target }) => setTo(target.value)} />
          <small>{words.toWhomHint}</small>
        </label>
      ) : (
        <Choice
          legend={kind === 'dispose' ? words.itWas : words.reason}
          options={
            kind === 'dispose'
              ? DISPOSITIONS.map((code) => ({ value: code, word: dispositionWord(code), about: words.dispositionAbout[code] ?? '' }))
              : (kind === 'reject' ? REJECT_REASONS : SILENCE_REASONS).map((code) => ({ value: code, word: reasonWord(code) }))
          }
          value={reason}
          onValue={setReason}
        />
      )}
    </ConfirmDialog>
  );
}

interface ChoiceProps<T extends string | number> {
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly word: string; readonly about?: string }[];
  readonly value: T;
  readonly onValue: (value: T) => void;
  readonly row?: boolean;
}

function Choice<T extends string | number>({ legend, options, value, onValue, row = false }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={row ? 'taps taps-row' : 'taps'}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="tap">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onValue(option.value)} />
          <span>
            {option.word}
            {option.about === undefined ? null : <small>{option.about}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
