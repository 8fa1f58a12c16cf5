// Two events are one: which, why, and what is said of each.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Problem } from "../api/client";
import type { EventDetail, EventRow } from "../api/types";
import { t } from "../i18n";
import { faultWords, enter } from "../state/correcting";
import { Dialog } from "../ui/dialog";
import { Kind, Parties, When } from "../ui/parts";
import { Quote } from "../ui/quote";

function Side({ event }: { event: EventRow }) {
  return (
    <div class="merge-side">
      <div>
        <Kind act={event} />
        <span class="quiet">
          <When event={event} />
          {event.place ? ` · ${event.place}` : ""}
        </span>
      </div>
      <strong>
        <Parties act={event} />
      </strong>
      <Quote words={event.evidence} trigger={event.trigger} />
    </div>
  );
}

function near(day: string, by: number): string {
  return new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
}

/** Events of the days around, the likeliest first: those of the same parties. */
function Candidates({
  event,
  chosen,
  onChoose,
}: {
  event: EventRow;
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const [words, setWords] = useState("");
  const day = event.day ?? event.first_published;
  const params = new URLSearchParams({ limit: "60", or_published: "true" });
  if (words.trim() !== "") params.append("actor", words.trim());
  else if (day) {
    params.set("from", near(day, -3));
    params.set("to", near(day, 3));
  }
  const { body } = useAsked<{ events: EventRow[] }>(`/v1/events?${params.toString()}`);
  const codes = new Set([...event.actors, ...event.recipients].map((party) => party.code));
  const shared = (row: EventRow): number =>
    [...row.actors, ...row.recipients].filter((party) => codes.has(party.code)).length;
  const rows = (body?.events ?? [])
    .filter((row) => row.id !== event.id)
    .sort((one, other) => shared(other) - shared(one));
  return (
    <>
      <input
        class="field"
        type="search"
        aria-label={t("merge.search")}
        placeholder={t("merge.search")}
        value={words}
        onInput={(input) => setWords(input.currentTarget.value)}
      />
      <div class="candidates" role="radiogroup" aria-label={t("merge.with")}>
        {rows.map((row) => (
          <label key={row.id}>
            <input
              type="radio"
              name="candidate"
              checked={row.id === chosen}
              onChange={() => onChoose(row.id)}
            />
            <span class="date quiet">
              <When event={row} />
            </span>
            <Kind act={row} />
            <span class="cut">
              <Parties act={row} />
            </span>
          </label>
        ))}
        {body && rows.length === 0 && <p class="quiet pad">{t("merge.none")}</p>}
      </div>
    </>
  );
}

export function MergeDialog({
  one,
  other,
  onClose,
  onDone,
}: {
  one: string;
  other?: string;
  onClose: () => void;
  onDone?: (id: string) => void;
}) {
  const [chosen, setChosen] = useState(other ?? "");
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState("");
  const left = useAsked<EventDetail>(`/v1/events/${one}`);
  const right = useAsked<EventDetail>(chosen === "" ? null : `/v1/events/${chosen}`);
  const merge = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const entered = await enter(
        { kind: "merge", event: one, other: chosen, ...(reason === "" ? {} : { reason }) },
        left.etag,
      );
      onClose();
      onDone?.(entered.events[0] ?? one);
    } catch (error) {
      setFault(faultWords(error as Problem));
    }
  };
  return (
    <Dialog title={t("merge.title")} onClose={onClose}>
      <form class="stack merge" onSubmit={(event) => void merge(event)}>
        {left.body && <Side event={left.body} />}
        {other === undefined && left.body && (
          <Candidates event={left.body} chosen={chosen} onChoose={setChosen} />
        )}
        {right.body && <Side event={right.body} />}
        <label class="stack-tight">
          <span>{t("reason")}</span>
          <input class="field" value={reason} onInput={(e) => setReason(e.currentTarget.value)} />
        </label>
        {fault !== "" && (
          <p class="notice bad" role="alert">
            {fault}
          </p>
        )}
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t("cancel")}
          </button>
          <button type="submit" class="button first" disabled={!left.body || !right.body}>
            {t("merge")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
