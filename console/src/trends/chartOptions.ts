import type uPlot from 'uplot';
import { paint } from '../look/paint';
import type { Lane } from './lanes';
import { CODED_SIGN, HIGHEST_ORDINAL, letterOf } from './ordinals';
import { axisTexts } from './timeAxis';

/** Room for the numbers beside each chart, the same for all so that their times stand in line. */
const AXIS_WIDTH = 46;
const FONT = "12px 'Inter Variable', 'Segoe UI', system-ui, sans-serif";

/** Signs of a lane differ by stroke, not by colour alone; colours are names of colours.css. */
export const STROKES: readonly { readonly color: string; readonly band: string; readonly dash: number[] }[] = [
  { color: '--stroke-1', band: '--stroke-1-band', dash: [] },
  { color: '--stroke-2', band: '--stroke-2-band', dash: [2, 3] },
  { color: '--stroke-3', band: '--stroke-3-band', dash: [8, 4] },
  { color: '--stroke-4', band: '--stroke-4-band', dash: [8, 3, 2, 3] },
];

export function strokeOf(index: number): (typeof STROKES)[number] {
  return STROKES[index % STROKES.length] ?? { color: '--stroke-1', band: '--stroke-1-band', dash: [] };
}

export interface ChartSetting {
  readonly lane: Lane;
  readonly size: { readonly width: number; readonly height: number };
  readonly timeRange: () => readonly [from: number, to: number];
  readonly valueRange: () => readonly [low: number, high: number];
  /** Whether there is a value at all: a scale of nothing would only pretend. */
  readonly empty: () => boolean;
  readonly hooks: uPlot.Hooks.Arrays;
}

/** Series 1, 2, 3 of the chart are value, lowest and highest of the lane's first sign, and so on. */
export function chartOptions(setting: ChartSetting): uPlot.Options {
  const { lane, size, timeRange, valueRange, empty, hooks } = setting;
  const coded = lane.key === CODED_SIGN;
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  lane.signs.forEach((_, index) => {
    const { color, band, dash } = strokeOf(index);
    const ink = () => paint(color);
    const first = 1 + index * 3;
    series.push({
      stroke: ink,
      width: 1.8,
      dash,
      // Between two rounds nobody has looked: letters are dots without a line.
      ...(coded
        ? { paths: () => null, points: { show: true, size: 9, fill: ink, stroke: ink } }
        : { points: { size: 5, fill: ink, stroke: ink } }),
    });
    const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
    series.push(edge, { ...edge });
    if (!coded) bands.push({ series: [first + 2, first + 1], fill: () => paint(band) });
  });
  return frameOptions({
    size,
    timeRange,
    valueRange,
    series,
    bands,
    hooks,
    values: coded
      ? { splits: Array.from({ length: HIGHEST_ORDINAL + 1 }, (_, ordinal) => ordinal), text: letterOf }
      : { splits: null, text: (split) => (empty() ? '' : String(Math.round(split * 10) / 10)) },
  });
}

export interface FrameSetting extends Pick<ChartSetting, 'size' | 'timeRange' | 'valueRange' | 'hooks'> {
  readonly series: uPlot.Series[];
  readonly bands?: uPlot.Band[];
  /** Where the axis of values has its texts, null for where there is room, and what they are. */
  readonly values: { readonly splits: readonly number[] | null; readonly text: (split: number) => string };
}

/** What all charts of a page have in common, so that their times stand in line. */
export function frameOptions(setting: FrameSetting): uPlot.Options {
  const { size, timeRange, valueRange, series, bands = [], hooks, values } = setting;
  const { splits } = values;
  const axis: uPlot.Axis = {
    font: FONT,
    stroke: () => paint('--ink-soft'),
    grid: { stroke: () => paint('--line-soft'), width: 1 },
    ticks: { stroke: () => paint('--line-soft'), width: 1, size: 4 },
  };
  return {
    ...size,
    series,
    bands,
    hooks,
    legend: { show: false },
    padding: [8, 18, 0, 0],
    scales: {
      x: { time: true, auto: false, range: () => [...timeRange()] },
      y: { range: () => [...valueRange()] },
    },
    axes: [
      { ...axis, size: 36, gap: 3, space: 64, values: (_, found, _axis, _space, step) => axisTexts(found, step) },
      {
        ...axis,
        size: AXIS_WIDTH,
        gap: 4,
        space: 26,
        ...(splits === null ? {} : { splits: [...splits] }),
        values: (_, found) => found.map(values.text),
      },
    ],
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      // Our own: two clicks go nearer, and do not forget where one is.
      bind: { dblclick: () => null },
      sync: { key: 'trends', scales: ['x', null] },
      points: { show: false },
    },
  };
}
