/** What somebody types, once they pause. */

import { useCallback, useEffect, useState } from "preact/hooks";

/** The value as it was when it last stayed the same for so many milliseconds, and a way not to wait. */
export function useSettled<T>(value: T, ms: number): [T, () => void] {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return [settled, useCallback(() => setSettled(value), [value])];
}
