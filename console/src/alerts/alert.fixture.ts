import type { Alert } from './model';

/** An alert that waits, as a server tells it that knows escalation. */
export function alert(id: string, fields: Partial<Alert> = {}): Alert {
  return {
    id,
    patientId: 'p1',
    condition: 'low-spo2',
    title: 'SpO₂ low',
    detail: null,
    priority: 'medium',
    open: true,
    conditionActive: true,
    startedAt: 0,
    updatedAt: 0,
    conditionEndedAt: null,
    acknowledgement: null,
    retrospective: false,
    synthetic: false,
    bed: 'A1',
    displayName: null,
    careUnit: 'ward-a',
    version: 1,
    rejections: [],
    signal: { kind: 'enabled' },
    call: null,
    remindAt: null,
    disposition: null,
    pages: [],
    bundle: null,
    ...fields,
  };
}
