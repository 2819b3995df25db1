/** A list of which only what is in view exists: a hundred thousand rows scroll like ten. */

import {
  Virtualizer,
  type VirtualizerOptions,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from "@tanstack/virtual-core";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";

interface Props {
  count: number;
  /** Pixels. All rows have the same height. */
  rowHeight: number;
  /** Row that must be in view. */
  shown?: number;
  label: string;
  row: (index: number) => ComponentChildren;
  /** Called when the end comes into view. */
  onEnd?: () => void;
  activeId?: string;
  onKeyDown?: (event: KeyboardEvent) => void;
}

export function List({ count, rowHeight, shown, label, row, onEnd, activeId, onKeyDown }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const options: VirtualizerOptions<HTMLDivElement, Element> = {
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(0),
  };
  const [virtual] = useState(() => new Virtualizer(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  useEffect(() => {
    if (shown !== undefined && shown >= 0 && shown < count) virtual.scrollToIndex(shown);
  }, [virtual, shown, count]);
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= count - 10) onEnd?.();
  }, [last, count, onEnd]);
  return (
    <div
      ref={box}
      class="list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={activeId}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: `${virtual.getTotalSize()}px`, position: "relative" }}>
        {rows.map((place) => (
          <div key={place.key} class="place" style={{ transform: `translateY(${place.start}px)`, height: `${rowHeight}px` }}>
            {row(place.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
