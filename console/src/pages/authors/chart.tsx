/** The probability over time, on the colours of the bands. The table beside it says the same in words. */

import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import type { Schemas } from "../../api/client";
import { colour, whenColoursChange } from "../../parts/colours";
import { percent, words } from "../../parts/words";

const HEIGHT = 180;
const WASH: Record<Schemas["Band"], string> = {
  unknown: "--raised",
  calm: "--good-wash",
  watch: "--calm-wash",
  elevated: "--warn-wash",
  high: "--bad-wash",
};

const BANDS = Object.keys(WASH) as Schemas["Band"][];

/** Standings, the oldest first. */
export function Chart({ standings }: { standings: Schemas["Standing"][] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current!;
    const plot = new uPlot(options(element.clientWidth, standings), data(standings), element);
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const colours = whenColoursChange(() => plot.redraw());
    return () => {
      resized.disconnect();
      colours();
      plot.destroy();
    };
  }, [standings]);
  const [first, last] = [standings[0], standings.at(-1)];
  return (
    <figure class="timeline">
      <div
        ref={place}
        role="img"
        aria-label={`The probability went from ${percent(first?.probability ?? 0)} to ${percent(last?.probability ?? 0)} in ${standings.length} decisions`}
      />
      <figcaption>
        {BANDS.map((band) => (
          <span key={band} class={`swatch ${band}`}>
            {words(band)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function data(standings: Schemas["Standing"][]): uPlot.AlignedData {
  return [standings.map((standing) => standing.as_of), standings.map((standing) => standing.probability)];
}

function options(width: number, standings: Schemas["Standing"][]): uPlot.Options {
  const ink = () => colour("--ink");
  const axis: uPlot.Axis = {
    stroke: () => colour("--faint"),
    grid: { stroke: () => colour("--line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: [0, 1] } },
    axes: [
      { ...axis, values: (_, ticks, __, ___, step) => ticks.map((tick) => moment(tick, step)) },
      { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => percent(tick)) },
    ],
    series: [
      {},
      {
        stroke: ink,
        width: 2,
        paths: uPlot.paths.stepped!({ align: 1 }),
        points: { show: true, size: 7, stroke: ink, fill: () => colour("--sheet") },
      },
    ],
    hooks: { drawClear: [(plot) => drawBands(plot, standings)] },
  };
}

/** From each moment to the next: the colour of the band that held. */
function drawBands(plot: uPlot, standings: Schemas["Standing"][]): void {
  const { left, top, width, height } = plot.bbox;
  const washes = new Map(BANDS.map((band) => [band, colour(WASH[band])]));
  standings.forEach((standing, index) => {
    const from = Math.max(left, plot.valToPos(standing.as_of, "x", true));
    const next = standings[index + 1];
    const to = next ? plot.valToPos(next.as_of, "x", true) : left + width;
    plot.ctx.fillStyle = washes.get(standing.band) ?? "transparent";
    plot.ctx.fillRect(from, top, Math.min(to, left + width) - from, height);
  });
}

const DAY = 86_400;
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** A moment in seconds since 1970, as exactly as the step between two of them asks for. */
const moment = (seconds: number, step: number): string => (step >= DAY ? day : clock).format(seconds * 1_000);
