import { Dialog } from "../../parts/dialog";
import { DEEDS } from "./keys";

/** The keys of the queue. */
export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
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
      <p class="row end">
        <button type="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Dialog>
  );
}
