export type KeyAction =
  | { readonly kind: 'pan'; readonly fraction: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'now' }
  /** To the next value, or the one before. */
  | { readonly kind: 'step'; readonly forward: boolean }
  | { readonly kind: 'release' };

/** What a key does on a chart; null where it is not for us. */
export function keyAction(key: string, shift: boolean): KeyAction | null {
  switch (key) {
    case 'ArrowLeft':
      return shift ? { kind: 'step', forward: false } : { kind: 'pan', fraction: -0.2 };
    case 'ArrowRight':
      return shift ? { kind: 'step', forward: true } : { kind: 'pan', fraction: 0.2 };
    case '+':
    case '=':
      return { kind: 'zoom', factor: 0.5 };
    case '-':
    case '_':
      return { kind: 'zoom', factor: 2 };
    case 'End':
      return { kind: 'now' };
    case 'Escape':
      return { kind: 'release' };
    default:
      return null;
  }
}
