/** What hands do to the charts; fractions are of their width. */
export interface Gestures {
  /** Dragged so far since the drag began, to the right positive. */
  readonly onDrag: (fraction: number, begins: boolean) => void;
  /** @param anchor 0 at the left edge, 1 at the right one */
  readonly onZoom: (factor: number, anchor: number) => void;
  readonly onSelect: (from: number, to: number) => void;
  readonly onPan: (fraction: number) => void;
  /** Where somebody pointed, without dragging. */
  readonly onPoint: (plot: Element, fraction: number) => void;
}

const CLICK_PIXELS = 5;
const PLOT = '.u-over';

interface Pointer {
  readonly startX: number;
  x: number;
}

/**
 * Listens to wheel, mouse and fingers on the charts inside an element. Without Ctrl the wheel belongs to
 * the page, until somebody has pointed at the charts: a page must be scrollable past them.
 */
export function listen(element: HTMLElement, gestures: Gestures): () => void {
  const pointers = new Map<number, Pointer>();
  let plot: HTMLElement | null = null;
  let moved = false;
  let selecting: HTMLElement | null = null;
  let pinch: number | null = null;
  let begun = false;

  const fraction = (of: Element, x: number) => {
    const { left, width } = of.getBoundingClientRect();
    return Math.min(1, Math.max(0, (x - left) / Math.max(1, width)));
  };

  const wheel = (event: WheelEvent) => {
    const over = plotOf(event.target);
    if (over === null || (!event.ctrlKey && !element.contains(document.activeElement))) return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) gestures.onPan(event.deltaX / 600);
    else gestures.onZoom(Math.exp(event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), fraction(over, event.clientX));
  };

  const down = (event: PointerEvent) => {
    const over = plotOf(event.target);
    if (over === null || event.button !== 0) return;
    over.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { startX: event.clientX, x: event.clientX });
    plot = over;
    if (pointers.size === 1) {
      moved = false;
      begun = false;
      if (event.shiftKey) selecting = selection(over);
    } else {
      pinch = distance(pointers);
      moved = true;
    }
  };

  const move = (event: PointerEvent) => {
    const pointer = pointers.get(event.pointerId);
    if (pointer === undefined || plot === null) return;
    pointer.x = event.clientX;
    const { left, width } = plot.getBoundingClientRect();
    if (pointers.size > 1) {
      const spread = distance(pointers);
      if (pinch !== null && spread > 0) gestures.onZoom(pinch / spread, fraction(plot, middle(pointers)));
      pinch = spread;
      return;
    }
    if (Math.abs(pointer.x - pointer.startX) > CLICK_PIXELS) moved = true;
    if (!moved) return;
    if (selecting !== null) {
      const from = Math.max(0, Math.min(pointer.startX, pointer.x) - left);
      const to = Math.min(width, Math.max(pointer.startX, pointer.x) - left);
      selecting.style.transform = `translateX(${from}px)`;
      selecting.style.width = `${to - from}px`;
    } else {
      gestures.onDrag((pointer.x - pointer.startX) / Math.max(1, width), !begun);
      begun = true;
    }
  };

  const up = (event: PointerEvent) => {
    const pointer = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    pinch = null;
    if (pointer === undefined || plot === null) return;
    if (!moved && event.type === 'pointerup') gestures.onPoint(plot, fraction(plot, event.clientX));
    if (selecting !== null) {
      if (moved && event.type === 'pointerup') {
        gestures.onSelect(fraction(plot, pointer.startX), fraction(plot, event.clientX));
      }
      selecting.remove();
      selecting = null;
    }
    // The finger that is left over must not make the charts jump.
    for (const [id] of pointers) pointers.delete(id);
  };

  const twice = (event: MouseEvent) => {
    const over = plotOf(event.target);
    if (over !== null) gestures.onZoom(0.5, fraction(over, event.clientX));
  };

  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('dblclick', twice);
  return () => {
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('dblclick', twice);
  };
}

function plotOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(PLOT) : null;
}

function selection(over: HTMLElement): HTMLElement {
  const area = document.createElement('div');
  area.className = 'trend-selection';
  over.append(area);
  return area;
}

function distance(pointers: ReadonlyMap<number, Pointer>): number {
  const xs = [...pointers.values()].map(({ x }) => x);
  return Math.max(...xs) - Math.min(...xs);
}

function middle(pointers: ReadonlyMap<number, Pointer>): number {
  const xs = [...pointers.values()].map(({ x }) => x);
  return (Math.max(...xs) + Math.min(...xs)) / 2;
}
