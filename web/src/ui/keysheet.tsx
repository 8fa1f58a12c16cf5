// The sheet of keys ("?").
// SPDX-License-Identifier: Apache-2.0

import { t } from "../i18n";
import { sheets } from "../state/keys";
import { Dialog } from "./dialog";

const GRID = [
  [["↑", "↓", "j", "k"], "keys.move"],
  [["PgUp", "PgDn", "Home", "End"], "keys.page"],
  [["Enter"], "keys.open"],
  [["x", "Space"], "keys.mark"],
] as const;

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <dd>
      {keys.map((key) =>
        key.split(" ").map((one) => (
          <>
            <kbd>{one}</kbd>{" "}
          </>
        )),
      )}
    </dd>
  );
}

export default function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("keys")} onClose={onClose}>
      <div class="shortcuts">
        {sheets.value.map((sheet) => (
          <section key={sheet.title}>
            <h3 class="label">{t(sheet.title)}</h3>
            <dl>
              {sheet.shortcuts.map((shortcut) => (
                <>
                  <dt>{t(shortcut.what)}</dt>
                  <Keys keys={shortcut.keys} />
                </>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 class="label">{t("keys.lists")}</h3>
          <dl>
            {GRID.map(([keys, what]) => (
              <>
                <dt>{t(what)}</dt>
                <Keys keys={keys} />
              </>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
