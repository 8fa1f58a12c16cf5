// One event: what each source says of each field, side by side; why; its history; corrections.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Problem } from "../api/client";
import type { EventDetail, EventRow, Field, HistoryEntry } from "../api/types";
import { dateWords, longDay, momentWords, named, number, percent, t } from "../i18n";
import { sourcesOf, type Source } from "../lib/grouping";
import { mayCorrect } from "../state/about";
import { enter, faultWords, undo } from "../state/correcting";
import { useShortcuts } from "../state/keys";
import { go, linkTo, route } from "../state/route";
import { Icon } from "../ui/icons";
import { Kind, kindWords, Parties, partiesWords, StatusTags, toldWords, Waiting, When } from "../ui/parts";
import { Quote } from "../ui/quote";
import { tell } from "../ui/toast";
import { Claims } from "./claims";
import { MergeDialog } from "./merging";
import { eventPath } from "./preview";

import "../styles/event.css";

function Evidence({ sources }: { sources: readonly Source[] }) {
  return (
    <section>
      <h2 class="label">{t("evidence")}</h2>
      <ul class="evidence">
        {sources.map(({ number: key, lead, copies }) => (
          <li key={key}>
            <Quote words={lead.evidence} trigger={lead.trigger} />
            <p class="small quiet">
              <a href={linkTo("article", lead.doc, { act: lead.id })}>{lead.title ?? lead.doc}</a>
              {" · "}
              {lead.outlet ?? lead.agency} · {dateWords(lead.published ?? "")}
              {copies.length !== 0 && (
                <>
                  {" · "}
                  {t("copied-by", {
                    outlets: copies.map((copy) => copy.outlet ?? copy.doc).join(", "),
                  })}
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Linked({ id, kind }: { id: string; kind: string }) {
  const { body } = useAsked<EventDetail>(`/v1/events/${id}`);
  return (
    <li>
      <span class="tag">{named("link", kind)}</span>
      <a href={linkTo("event", id)}>{body ? `${kindWords(body)} – ${partiesWords(body)}` : id}</a>
      {body && (
        <span class="quiet small">
          {" "}
          <When event={body as EventRow} />
        </span>
      )}
    </li>
  );
}

function historyWords(entry: HistoryEntry): string {
  if (entry.correction) return entry.correction.what;
  const parts = [];
  if (entry.joined.length !== 0) parts.push(t("history.joined", { n: entry.joined.length }));
  if (entry.left.length !== 0) parts.push(t("history.left", { n: entry.left.length }));
  return parts.join(", ");
}

function History({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <section>
      <h2 class="label">{t("history")}</h2>
      <ol class="history">
        {entries.map((entry) => (
          <li key={`${entry.version}-${entry.correction?.id ?? ""}`} data-what={entry.what}>
            <span>
              {named("version", entry.what)}
              {historyWords(entry) !== "" && <span class="quiet"> – {historyWords(entry)}</span>}
            </span>
            <span class="small quiet">
              {entry.author ?? entry.tool ?? ""} · {momentWords(entry.at)}
              {entry.correction?.reason && <> · “{entry.correction.reason}”</>}
            </span>
            {entry.correction && !entry.correction.in_force && <span class="tag">{t("no-longer")}</span>}
            {entry.correction && entry.correction.in_force && mayCorrect.value && (
              <button type="button" class="plain" onClick={() => void undo(entry.correction?.id ?? 0)}>
                <Icon name="undo" />
                {t("undo")}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ event }: { event: EventDetail }) {
  return (
    <section>
      <h2 class="label">{t("facts")}</h2>
      <dl class="facts">
        <dt>{t("col.sure")}</dt>
        <dd>{percent(event.confidence)}</dd>
        <dt>{t("quadrant")}</dt>
        <dd>{named("quad", String(event.quad))}</dd>
        <dt>CAMEO</dt>
        <dd>{event.cameo ?? "–"}</dd>
        <dt>Goldstein</dt>
        <dd>{event.goldstein === null ? "–" : event.goldstein.toFixed(1)}</dd>
        {event.contexts.length !== 0 && (
          <>
            <dt>{t("contexts")}</dt>
            <dd>{event.contexts.map((context) => named("context", context)).join(", ")}</dd>
          </>
        )}
        <dt>{t("articles")}</dt>
        <dd>{number(event.articles)}</dd>
        <dt>{t("identifier")}</dt>
        <dd class="mono">{event.id}</dd>
      </dl>
    </section>
  );
}

function Actions({
  marked,
  onMerge,
  onSplit,
  onDrop,
}: {
  marked: number;
  onMerge: () => void;
  onSplit: () => void;
  onDrop: () => void;
}) {
  const [over, setOver] = useState(false);
  return (
    <div class="actions">
      <button type="button" class="button" onClick={onMerge}>
        <Icon name="merge" />
        {t("merge.with")}
      </button>
      <button
        type="button"
        class="button"
        data-over={over || undefined}
        disabled={marked === 0}
        title={t("split.how")}
        onClick={onSplit}
      >
        <Icon name="split" />
        {marked === 0 ? t("split") : t("split.n", { n: marked })}
      </button>
      <div
        class="split-here"
        onDragOver={(event) => {
          if (!event.dataTransfer?.types.includes("application/x-chancery-source")) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        data-over={over || undefined}
        data-split-here
      >
        {t("split.here")}
      </div>
      <button type="button" class="button bad" onClick={onDrop}>
        <Icon name="trash" />
        {t("drop")}
      </button>
    </div>
  );
}

function Shown({ event, etag }: { event: EventDetail; etag: string }) {
  const sources = sourcesOf(event.told);
  const [field, edit] = useState<Field | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const [merging, setMerging] = useState(false);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      tell(faultWords(error as Problem));
    }
  };
  const mark = (source: number): void => {
    const next = new Set(marked);
    if (!next.delete(source)) next.add(source);
    setMarked(next);
  };
  const split = (numbers: ReadonlySet<number>): void => {
    const acts = event.told.filter((act) => numbers.has(act.source)).map((act) => act.id);
    if (acts.length === 0 || acts.length === event.told.length) return tell(t("split.some"));
    setMarked(new Set());
    void attempt(() => enter({ kind: "split", event: event.id, acts }, etag));
  };
  const drop = (): void => {
    void attempt(async () => {
      await enter({ kind: "drop", event: event.id }, etag);
      go(linkTo("ledger"));
    });
  };
  const correcting = mayCorrect.value;
  useShortcuts(
    "title.event",
    [
      {
        keys: ["Escape", "u"],
        what: "keys.back",
        run: () => go(linkTo("ledger", "", { sel: event.id })),
      },
      ...(correcting
        ? ([
            { keys: ["e"], what: "keys.edit", run: () => edit("date") },
            { keys: ["m"], what: "keys.merge", run: () => setMerging(true) },
            { keys: ["s"], what: "keys.split", run: () => split(marked) },
            ...sources.slice(0, 9).map((source, i) => ({
              keys: [String(i + 1)],
              what: "keys.mark-source" as const,
              run: () => mark(source.number),
            })),
          ] as const)
        : []),
    ],
    [event, etag, marked, correcting],
  );
  return (
    <article
      class="event"
      onDrop={(dropped) => {
        const source = Number(dropped.dataTransfer?.getData("application/x-chancery-source"));
        if (!(dropped.target as Element).closest("[data-split-here]") || !source) return;
        dropped.preventDefault();
        split(new Set([source]));
      }}
    >
      <header>
        <nav class="crumbs">
          <a href={linkTo("ledger", "", { sel: event.id })}>
            <Icon name="left" />
            {t("view.ledger")}
          </a>
        </nav>
        <div class="headline">
          <div>
            <p class="over">
              <Kind act={event} />
              <StatusTags act={event} />
              {event.conflicts.length !== 0 && <span class="tag warn">≠ {t("sources-differ")}</span>}
            </p>
            <h1>
              <Parties act={event} link />
            </h1>
            <p class="under">
              {event.date && !event.date.includes("/") ? longDay(event.date) : <When event={event} />}
              {event.place && <> · {event.place}</>}
              {event.channel && <> · {named("channel", event.channel)}</>}
              <span class="quiet">
                {" · "}
                {toldWords(event)}
              </span>
            </p>
          </div>
          {correcting && (
            <Actions
              marked={marked.size}
              onMerge={() => setMerging(true)}
              onSplit={() => split(marked)}
              onDrop={drop}
            />
          )}
        </div>
      </header>
      <div class="event-main">
        <Claims
          event={event}
          sources={sources}
          editing={{ event, etag, field, edit }}
          marked={marked}
          onMark={mark}
        />
        <div class="event-rest">
          <Evidence sources={sources} />
          <div class="event-side">
            {event.links.length !== 0 && (
              <section>
                <h2 class="label">{t("links")}</h2>
                <ul class="links">
                  {event.links.map((link) => (
                    <Linked key={link.event} id={link.event} kind={link.kind} />
                  ))}
                </ul>
              </section>
            )}
            <Facts event={event} />
            {event.history.length !== 0 && <History entries={event.history} />}
          </div>
        </div>
      </div>
      {merging && (
        <MergeDialog
          one={event.id}
          onClose={() => setMerging(false)}
          onDone={(id) => go(linkTo("event", id), true)}
        />
      )}
    </article>
  );
}

export default function EventView() {
  const asked = useAsked<EventDetail>(eventPath(encodeURIComponent(route.value.id)));
  return (
    <div class="page">
      <Waiting asked={asked}>{(event) => <Shown event={event} etag={asked.etag} />}</Waiting>
    </div>
  );
}
