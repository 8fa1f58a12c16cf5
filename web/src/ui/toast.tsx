// Messages at the foot of the page, some with something to do.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly does?: { readonly words: string; readonly run: () => void };
}

const shown = signal<readonly Toast[]>([]);
let last = 0;

function close(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}

export function tell(words: string, does?: Toast["does"]): void {
  last += 1;
  const id = last;
  shown.value = [...shown.value.slice(-2), does ? { id, words, does } : { id, words }];
  setTimeout(() => close(id), does ? 12_000 : 5_000);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map((toast) => (
        <div class="toast" key={toast.id}>
          <span>{toast.words}</span>
          {toast.does && (
            <button
              type="button"
              onClick={() => {
                close(toast.id);
                toast.does?.run();
              }}
            >
              {toast.does.words}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
