// An office that articles teach: who says so, in which words; to be accepted or refused.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { write, type Problem } from "../api/client";
import type { LearnedOffice } from "../api/types";
import { dateWords, named, t } from "../i18n";
import { changed, mayCorrect } from "../state/about";
import { faultWords } from "../state/correcting";
import { linkTo } from "../state/route";
import { Icon } from "../ui/icons";
import { Quote } from "../ui/quote";
import { tell } from "../ui/toast";

type Decision = LearnedOffice["decision"];

async function decide(office: LearnedOffice, decision: Decision, since: string): Promise<void> {
  try {
    await write(`/v1/offices/${encodeURIComponent(office.id)}/decision`, {
      method: "PUT",
      body: { decision, ...(decision === "accepted" && since !== "" ? { since } : {}) },
    });
    changed();
    const key = {
      accepted: "offices.accepted",
      refused: "offices.refused",
      open: "offices.reopened",
    } as const;
    const back =
      decision === "open" ? undefined : { words: t("undo"), run: () => void decide(office, "open", "") };
    tell(t(key[decision], { name: `${office.person}, ${office.title}` }), back);
  } catch (error) {
    tell(faultWords(error as Problem));
  }
}

function tone(office: LearnedOffice): string {
  if (office.state === "known") return "tag good";
  return office.state === "conflict" ? "tag warn" : "tag";
}

export function Learned({ office }: { office: LearnedOffice }) {
  const [since, setSince] = useState(office.since ?? "");
  return (
    <li class="learned" data-decision={office.decision}>
      <div class="learned-head">
        <div>
          <strong>{office.person}</strong> – {office.title}{" "}
          {office.code && <span class="code">{office.code}</span>}
          <p class="small quiet">
            {t("offices.sources", { n: office.sources })}
            {office.first && <> · {dateWords(office.first)}</>}
            {office.last && office.last !== office.first && <> – {dateWords(office.last)}</>}
            {office.against.length !== 0 && (
              <> · {t("offices.against", { names: office.against.join(", ") })}</>
            )}
          </p>
        </div>
        <span class="grow" />
        <span class={tone(office)}>{named("office", office.state)}</span>
        {office.decision !== "open" && (
          <span class={office.decision === "accepted" ? "tag good" : "tag bad"}>
            {named("decision", office.decision)}
          </span>
        )}
        {mayCorrect.value &&
          (office.decision === "open" ? (
            <div class="learned-do">
              <input
                class="field since"
                aria-label={t("offices.since")}
                placeholder={t("offices.since")}
                value={since}
                size={11}
                onInput={(event) => setSince(event.currentTarget.value)}
              />
              <button
                type="button"
                class="button"
                onClick={() => void decide(office, "accepted", since.trim())}
              >
                <Icon name="check" />
                {t("offices.accept")}
              </button>
              <button type="button" class="button bad" onClick={() => void decide(office, "refused", "")}>
                <Icon name="close" />
                {t("offices.refuse")}
              </button>
            </div>
          ) : (
            <button type="button" class="button" onClick={() => void decide(office, "open", "")}>
              <Icon name="undo" />
              {t("offices.reopen")}
            </button>
          ))}
      </div>
      <ul class="proofs">
        {office.proofs.map((proof) => (
          <li key={proof.doc}>
            <Quote words={proof.sentence ?? proof.words ?? ""} trigger={proof.words ?? ""} />
            <a class="small" href={linkTo("article", proof.doc)}>
              {proof.outlet ?? proof.doc}
            </a>{" "}
            <span class="small quiet">{dateWords(proof.published ?? "")}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
