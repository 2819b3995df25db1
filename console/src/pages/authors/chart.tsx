/** The probability over time, on the colours of the bands. The table beside it says the same in words. */

import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import type { Schemas } from "../../api/client";
import { percent, words } from "../../parts/words";

const HEIGHT = 180;
const WASH: Record<Schemas["Band"], string> = {
  unknown: "--raised",
  calm: "--good-wash",
  watch: "--calm-wash",
  elevated: "--warn-wash",
  high: "--bad-wash",
};

/** A moment, and the standing that held from then on. */
export type Drawn = Schemas["Standing"];

/** Standings, the oldest first. */
export function Chart({ standings }: { standings: Drawn[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current!;
    const plot = new uPlot(options(element, standings), data(standings), element);
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    // A canvas does not follow style sheets: it is drawn anew in other colours.
    const redraw = () => plot.redraw();
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", redraw);
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      resized.disconnect();
      scheme.removeEventListener("change", redraw);
      theme.disconnect();
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
        {(["calm", "watch", "elevated", "high"] as const).map((band) => (
          <span key={band} class={`swatch ${band}`}>
            {words(band)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function data(standings: Drawn[]): uPlot.AlignedData {
  return [standings.map((standing) => standing.as_of), standings.map((standing) => standing.probability)];
}

function options(element: HTMLElement, standings: Drawn[]): uPlot.Options {
  const ink = () => colour(element, "--ink");
  const axis: uPlot.Axis = {
    stroke: () => colour(element, "--faint"),
    grid: { stroke: () => colour(element, "--line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: [0, 1] } },
    axes: [{ ...axis, values: (_, ticks, __, ___, step) => ticks.map((tick) => moment(tick, step)) }, { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => percent(tick)) }],
    series: [
      {},
      {
        stroke: ink,
        width: 2,
        paths: uPlot.paths.stepped!({ align: 1 }),
        points: { show: true, size: 7, stroke: ink, fill: () => colour(element, "--sheet") },
      },
    ],
    hooks: { drawClear: [(plot) => drawBands(plot, element, standings)] },
  };
}

/** From each moment to the next: the colour of the band that held. */
function drawBands(plot: uPlot, element: HTMLElement, standings: Drawn[]): void {
  const { left, top, width, height } = plot.bbox;
  standings.forEach((standing, index) => {
    const from = Math.max(left, plot.valToPos(standing.as_of, "x", true));
    const next = standings[index + 1];
    const to = next ? plot.valToPos(next.as_of, "x", true) : left + width;
    plot.ctx.fillStyle = colour(element, WASH[standing.band]);
    plot.ctx.fillRect(from, top, Math.min(to, left + width) - from, height);
  });
}

const DAY = 86_400;
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** A moment in seconds since 1970, as exactly as the step between two of them asks for. */
const moment = (seconds: number, step: number): string => (step >= DAY ? day : clock).format(seconds * 1_000);

/** What a variable of the style sheet comes to here and now. */
function colour(element: HTMLElement, variable: string): string {
  const before = element.style.color;
  element.style.color = `var(${variable})`;
  const computed = getComputedStyle(element).color;
  element.style.color = before;
  return computed;
}
