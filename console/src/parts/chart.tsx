/** Lines over time. The latest values stand beside it in words, for whoever does not see the picture. */

import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import "./chart.css";
import { colour, whenColoursChange } from "./colours";

export interface Line {
  name: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  /** Milliseconds since 1970, rising. */
  times: number[];
  lines: Line[];
  /** A value as people read it. */
  shown: (value: number) => string;
  /** Whether the axis begins at nothing. */
  fromZero?: boolean;
}

/** Told apart by those who see colours differently, too; each has a dash of its own. */
const COLOURS = ["--accent", "--warn", "--bad", "--calm", "--good", "--ink"];
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [8, 2], [1, 5]];
const HEIGHT = 160;
/** Fewer points are no line. */
const FEW = 2;

export function Chart({ title, times, lines, shown, fromZero = true }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const latest = lines.map((line) => ({ name: line.name, value: line.values.findLast((value) => value !== null) }));
  useEffect(() => {
    const element = box.current;
    if (!element || times.length < FEW) return;
    const draw = () => {
      const [ink, faint] = [colour("--faint"), colour("--line")];
      const axis = { stroke: ink, grid: { stroke: faint, width: 1 }, ticks: { stroke: faint } };
      const plot = new uPlot(
        {
          width: Math.max(200, element.clientWidth),
          height: HEIGHT,
          cursor: { drag: { x: false, y: false } },
          legend: { show: false },
          scales: { y: { range: (_, min, max) => [fromZero ? 0 : min, max > 0 ? max * 1.08 : 1] } },
          axes: [
            { ...axis, size: 30, values: (_, ticks) => ticks.map((tick) => clock.format(tick * 1_000)) },
            { ...axis, size: 62, values: (_, ticks) => ticks.map(shown) },
          ],
          series: [
            {},
            ...lines.map((line, place) => ({
              label: line.name,
              stroke: colour(COLOURS[place % COLOURS.length]!),
              dash: DASHES[place % DASHES.length]!,
              width: 2,
              points: { show: false },
            })),
          ],
        },
        [times.map((time) => time / 1_000), ...lines.map((line) => line.values)] as uPlot.AlignedData,
        element,
      );
      return plot;
    };
    let plot = draw();
    const again = () => {
      plot.destroy();
      plot = draw();
    };
    const sizes = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height: HEIGHT }));
    sizes.observe(element);
    const colours = whenColoursChange(again);
    return () => {
      sizes.disconnect();
      colours();
      plot.destroy();
    };
  }, [times, lines, shown, fromZero]);
  return (
    <figure class="card chart">
      <figcaption>
        <h2>{title}</h2>
        <ul class="legend">
          {latest.map(({ name, value }, place) => (
            <li key={name}>
              <svg width="22" height="6" aria-hidden="true">
                <line
                  x1="0"
                  x2="22"
                  y1="3"
                  y2="3"
                  style={{ stroke: `var(${COLOURS[place % COLOURS.length]})`, strokeDasharray: DASHES[place % DASHES.length]!.join(" ") }}
                />
              </svg>
              {name} <strong>{value === undefined || value === null ? "–" : shown(value)}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
      {times.length < FEW ? <p class="state">Too little was measured yet for a line.</p> : <div ref={box} aria-hidden="true" />}
    </figure>
  );
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
