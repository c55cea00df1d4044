import { useState } from 'react';
import type { DeviceState } from '../fleet/model';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import type { Api } from '../wire/api';

type Action = 'activate' | 'suspend' | 'retire';

interface Words {
  readonly button: string;
  readonly title: string;
  readonly text: string;
  readonly grave: boolean;
}

const WORDS: Readonly<Record<Action, Words>> = {
  activate: {
    button: 'Activate',
    title: 'Activate',
    text: 'It may connect again and what it sends is taken.',
    grave: false,
  },
  suspend: {
    button: 'Suspend',
    title: 'Suspend',
    text: 'It is cut off within a minute and cannot connect until it is activated again. Whoever watches its patient gets no more values from it.',
    grave: true,
  },
  retire: {
    button: 'Retire',
    title: 'Retire',
    text: 'It is cut off within a minute, for good. What it has measured stays.',
    grave: true,
  },
};

const POSSIBLE: Readonly<Record<DeviceState, readonly Action[]>> = {
  REGISTERED: ['activate', 'suspend', 'retire'],
  ACTIVE: ['suspend', 'retire'],
  SUSPENDED: ['activate', 'retire'],
  RETIRED: [],
  UNKNOWN: ['activate', 'suspend', 'retire'],
};

interface Props {
  readonly api: Api;
  readonly deviceId: string;
  readonly state: DeviceState;
  readonly onDone: () => void;
}

export function StateActions({ api, deviceId, state, onDone }: Props) {
  const [asked, setAsked] = useState<Action | null>(null);
  return (
    <>
      {POSSIBLE[state].map((action) => (
        <button key={action} type="button" className="button" onClick={() => setAsked(action)}>
          {WORDS[action].button}…
        </button>
      ))}
      {asked === null ? null : (
        <ConfirmDialog
          title={`${WORDS[asked].title} ${deviceId}?`}
          action={WORDS[asked].button}
          grave={WORDS[asked].grave}
          asksReason
          onClose={() => setAsked(null)}
          onConfirm={async (reason) => {
            await api.post(`/api/v1/devices/${encodeURIComponent(deviceId)}/${asked}`, { reason });
            onDone();
          }}
        >
          <p>{WORDS[asked].text}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
