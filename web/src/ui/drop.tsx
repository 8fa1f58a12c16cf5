// Files dropped anywhere on the page are read into the ledger.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useState } from "preact/hooks";

import { mayCorrect } from "../state/about";
import { t } from "../i18n";
import { go, linkTo } from "../state/route";
import { upload } from "../state/uploads";

function holdsFiles(event: DragEvent): boolean {
  return mayCorrect.value && (event.dataTransfer?.types.includes("Files") ?? false);
}

export function DropFiles() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const hover = (event: DragEvent): void => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      upload([...event.dataTransfer.files]);
      go(linkTo("ingest"));
    };
    const listen: readonly (readonly [string, (event: DragEvent) => void])[] = [
      ["dragenter", enter],
      ["dragleave", leave],
      ["dragover", hover],
      ["drop", drop],
    ];
    for (const [name, run] of listen) addEventListener(name, run as EventListener);
    return () => {
      for (const [name, run] of listen) removeEventListener(name, run as EventListener);
    };
  }, []);
  return over ? <div class="dropping">{t("ingest.drop-now")}</div> : null;
}
