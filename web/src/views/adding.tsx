// An act that was not found, entered by hand from words of an article.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import type { Problem } from "../api/client";
import type { NewCorrection } from "../api/types";
import { named, t } from "../i18n";
import { about } from "../state/about";
import { enter, faultWords } from "../state/correcting";
import { Dialog } from "../ui/dialog";

function names(text: string): string[] {
  return text
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

type Added = Extract<NewCorrection, { kind: "add" }>;

export function AddAct({ doc, evidence, onClose }: { doc: string; evidence: string; onClose: () => void }) {
  const [words, setWords] = useState(evidence);
  const [type, setType] = useState("CONSULT/meeting");
  const [actors, setActors] = useState("");
  const [recipients, setRecipients] = useState("");
  const [date, setDate] = useState("");
  const [place, setPlace] = useState("");
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState("");
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const [kind = "", mode] = type.split("/");
    const given: Added = {
      kind: "add",
      doc,
      type: kind as Added["type"],
      actors: names(actors),
      evidence: words.trim(),
      ...(mode ? { mode } : {}),
      ...(names(recipients).length === 0 ? {} : { recipients: names(recipients) }),
      ...(date.trim() === "" ? {} : { date: date.trim() }),
      ...(place.trim() === "" ? {} : { place: place.trim() }),
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    };
    try {
      await enter(given, "");
      onClose();
    } catch (error) {
      setFault(faultWords(error as Problem));
    }
  };
  const line = (label: string, value: string, set: (value: string) => void, required = false) => (
    <label class="stack-tight">
      <span>{label}</span>
      <input class="field" value={value} required={required} onInput={(e) => set(e.currentTarget.value)} />
    </label>
  );
  return (
    <Dialog title={t("add.title")} onClose={onClose}>
      <form class="stack merge" onSubmit={(event) => void add(event)}>
        <label class="stack-tight">
          <span>{t("add.evidence")}</span>
          <textarea
            class="field words"
            rows={3}
            required
            value={words}
            onInput={(e) => setWords(e.currentTarget.value)}
          />
        </label>
        <label class="stack-tight">
          <span>{t("add.type")}</span>
          <select class="field" value={type} onChange={(e) => setType(e.currentTarget.value)}>
            {(about.value?.types ?? []).map((one) => (
              <optgroup key={one.type} label={named("type", one.type)}>
                <option value={one.type}>{named("type", one.type)}</option>
                {one.modes.map((mode) => (
                  <option key={mode} value={`${one.type}/${mode}`}>
                    {named("type", one.type)}: {named("mode", mode)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {line(t("add.actors"), actors, setActors, true)}
        {line(t("add.recipients"), recipients, setRecipients)}
        {line(t("add.date"), date, setDate)}
        {line(t("add.place"), place, setPlace)}
        {line(t("reason"), reason, setReason)}
        {fault !== "" && (
          <p class="notice bad" role="alert">
            {fault}
          </p>
        )}
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t("cancel")}
          </button>
          <button type="submit" class="button first">
            {t("article.add")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
