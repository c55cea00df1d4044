import { useState } from 'react';
import { signName } from '../device/signName';
import type { Api } from '../wire/api';
import { trendWords } from '../words/trends';
import type { Chosen } from './LaneRow';
import { MarkDialog } from './MarkDialog';
import { pointTime, pointWords } from './words';

interface Props {
  readonly api: Api;
  readonly patientId: string;
  readonly chosen: Chosen;
  readonly onClose: () => void;
  readonly onMarked: () => void;
}

/** The value somebody pointed at, in words, and what can be done about it. */
export function ChosenValue({ api, patientId, chosen, onClose, onMarked }: Props) {
  const [asked, setAsked] = useState(false);
  const w = trendWords();
  const { sign, unit, point, bucketMillis } = chosen;
  return (
    <aside className="chosen" aria-label={w.chosen}>
      <p aria-live="polite">
        <strong>
          {signName(sign)}: {pointWords(sign, unit, point, bucketMillis).join('. ')}
        </strong>{' '}
        {pointTime(point, bucketMillis)}
      </p>
      <button type="button" className="button" onClick={() => setAsked(true)}>
        {w.inError}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {w.close}
      </button>
      {asked ? (
        <MarkDialog
          api={api}
          patientId={patientId}
          chosen={chosen}
          onClose={() => setAsked(false)}
          onMarked={onMarked}
        />
      ) : null}
    </aside>
  );
}
