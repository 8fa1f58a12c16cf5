// Entering corrections and taking them back.
// SPDX-License-Identifier: Apache-2.0

import { write, type Problem } from "../api/client";
import type { Entered, NewCorrection } from "../api/types";
import { t } from "../i18n";
import { tell } from "../ui/toast";
import { changed } from "./about";

/** What went wrong, for people. */
export function faultWords(problem: Problem): string {
  if (problem.status === 412) return t("correct.changed-meanwhile");
  if (problem.status === 403) return t("correct.forbidden");
  return problem.message === "offline" ? t("offline") : problem.message;
}

export async function undo(id: number): Promise<boolean> {
  try {
    await write<Entered>(`/v1/corrections/${id}/undo`, { method: "POST", body: {} });
    changed();
    tell(t("correct.undone"));
    return true;
  } catch (error) {
    tell(faultWords(error as Problem));
    return false;
  }
}

/** Errors: Problem. The message at the foot takes it back. */
export async function enter(correction: NewCorrection, etag: string): Promise<Entered> {
  const entered = await write<Entered>("/v1/corrections", {
    method: "POST",
    body: correction,
    ...(etag === "" ? {} : { etag }),
  });
  changed();
  tell(t(`correct.did.${correction.kind}` as "correct.did.set"), {
    words: t("undo"),
    run: () => void undo(entered.correction.id),
  });
  return entered;
}
