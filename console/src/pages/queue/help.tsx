import { useEffect, useRef } from "preact/hooks";

import { DEEDS } from "./keys";

/** The keys of the queue. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <table class="table">
        <tbody>
          {DEEDS.map((deed) => (
            <tr key={deed.key}>
              <th scope="row">
                <kbd>{deed.shown}</kbd>
              </th>
              <td>{deed.does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="dialog" class="row end">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
