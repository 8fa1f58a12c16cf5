// The ledger: all events that the question finds, facets beside them, the one chosen at the right.
// SPDX-License-Identifier: Apache-2.0

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { changes, useAsked } from "../api/asked";
import { pagePath, Rows } from "../api/rows";
import type { EventRow, Facets } from "../api/types";
import { number, t } from "../i18n";
import { first, narrows, NOTHING, toggled } from "../lib/options";
import { about, mayCorrect } from "../state/about";
import { useShortcuts } from "../state/keys";
import { paramsFor, questionPath } from "../state/questions";
import { ask, go, linkTo, own, query, setOwn } from "../state/route";
import { Grid, type Column } from "../ui/grid";
import { Icon } from "../ui/icons";
import { Empty, Failed, Kind, Parties, StatusTags, Sure, toldWords, When } from "../ui/parts";
import { FacetList } from "./facets";
import { found } from "./found";
import { MergeDialog } from "./merging";
import { Preview } from "./preview";

type EventPage = { version: number; events: EventRow[]; next: string | null };

const COLUMNS = (): readonly Column<EventRow>[] => [
  { key: "date", label: t("col.date"), class: "date", cell: (event) => <When event={event} /> },
  { key: "kind", label: t("col.kind"), class: "what", cell: (event) => <Kind act={event} /> },
  {
    key: "who",
    label: t("col.who"),
    class: "who",
    cell: (event) => (
      <>
        <Parties act={event} /> <StatusTags act={event} />
      </>
    ),
  },
  {
    key: "words",
    label: t("col.words"),
    class: "words",
    cell: (event) => event.evidence,
  },
  { key: "place", label: t("col.place"), class: "place", cell: (event) => event.place ?? "" },
  {
    key: "told",
    label: t("col.told"),
    class: "told",
    cell: (event) => (
      <span title={toldWords(event)} aria-label={toldWords(event)} role="img">
        {number(event.sources)}
        {event.articles > event.sources && <span class="quiet">/{number(event.articles)}</span>}
        {event.conflicts.length !== 0 && <b class="differs"> ≠</b>}
        {event.corrected.length !== 0 && <Icon name="pencil" />}
      </span>
    ),
  },
  { key: "sure", label: t("col.sure"), class: "conf", cell: (event) => <Sure value={event.confidence} /> },
];

interface Lists {
  /** What is shown: that of before until the next has come. */
  readonly rows: Rows<EventRow, EventPage>;
  readonly coming: Rows<EventRow, EventPage>;
}

function useRows(): Lists {
  const params = paramsFor("list", query.value).toString();
  const change = changes.value;
  const coming = useMemo(
    () =>
      new Rows<EventRow, EventPage>(
        pagePath("/v1/events", new URLSearchParams(params)),
        (body) => body.events,
      ),
    [params, change],
  );
  const before = useRef(coming);
  useEffect(() => () => coming.close(), [coming]);
  if (coming.version.value > 0 || coming.problem.value) before.current = coming;
  return { rows: before.current, coming };
}

function Marked({
  ids,
  onMerge,
  onClear,
}: {
  ids: readonly string[];
  onMerge: () => void;
  onClear: () => void;
}) {
  return (
    <div class="marked" role="status">
      <span>{t("marked", { n: ids.length })}</span>
      <button type="button" class="button" disabled={ids.length !== 2 || !mayCorrect.value} onClick={onMerge}>
        <Icon name="merge" />
        {t("merge")} <kbd>m</kbd>
      </button>
      <button type="button" class="icon-button" aria-label={t("marked.clear")} onClick={onClear}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Nothing() {
  if (!narrows(query.value)) {
    return (
      <Empty title={t("ledger.empty")}>
        <a class="button" href={linkTo("ingest")}>
          <Icon name="upload" />
          {t("view.ingest")}
        </a>
      </Empty>
    );
  }
  return (
    <Empty title={t("ledger.none")}>
      <button type="button" class="button" onClick={() => ask(NOTHING)}>
        {t("ask.clear")}
      </button>
    </Empty>
  );
}

function remembered(name: string, otherwise: boolean): boolean {
  try {
    return (localStorage.getItem(name) ?? String(otherwise)) === "true";
  } catch {
    return otherwise;
  }
}

function usePane(name: string, otherwise: boolean): [boolean, () => void] {
  const [open, setOpen] = useState(() => remembered(name, otherwise));
  const turn = (): void => {
    try {
      localStorage.setItem(name, String(!open));
    } catch {
      // Storage is forbidden: the choice holds for this page.
    }
    setOpen(!open);
  };
  return [open, turn];
}

export function LedgerView() {
  const { rows, coming } = useRows();
  const facets = useAsked<Facets>(questionPath("/v1/events/facets", "counts", query.value, { most: "30" }));
  void rows.version.value;
  const total = rows.ended.value ? rows.known.value : (facets.body?.total ?? rows.known.value);
  const [active, setActive] = useState(0);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState<readonly [string, string] | null>(null);
  const [facetsOpen, turnFacets] = usePane("chancery.facets", innerWidth > 1000);
  const [paneOpen, turnPane] = usePane("chancery.pane", innerWidth > 1150);
  const selected = own("sel");
  const asked = paramsFor("list", query.value).toString();

  useEffect(() => {
    found.value = facets.body?.total;
    return () => {
      found.value = undefined;
    };
  }, [facets.body?.total]);
  useEffect(() => setMarked(new Set()), [asked]);
  useEffect(() => {
    // What the address says is chosen, wherever it stands now; else the first.
    const at = selected === "" ? 0 : rows.indexOf((row) => row.id === selected);
    if (at >= 0 && rows.at(active)?.id !== selected) setActive(at);
  }, [rows, rows.version.value]);
  const choose = useCallback(
    (index: number) => {
      setActive(index);
      const row = rows.at(index);
      if (row) setOwn({ sel: row.id });
    },
    [rows],
  );
  const mark = useCallback((row: EventRow) => {
    setMarked((now) => {
      const next = new Set(now);
      if (!next.delete(row.id)) next.add(row.id);
      return next;
    });
  }, []);
  const merge = (): void => {
    const [one, other] = [...marked];
    if (one && other && marked.size === 2 && mayCorrect.value) setMerging([one, other]);
  };
  const want = useCallback((begin: number, end: number) => coming.want(begin, end), [coming]);
  const event = rows.at(active);
  useShortcuts(
    "view.ledger",
    [
      { keys: ["m"], what: "keys.merge", run: merge },
      { keys: ["p"], what: "keys.pane", run: turnPane },
      { keys: ["f"], what: "keys.facets", run: turnFacets },
      { keys: ["r"], what: "keys.order", run: () => ask(toggled(query.value, "newest_first", "true")) },
    ],
    [marked, paneOpen, facetsOpen, asked],
  );
  const columns = useMemo(COLUMNS, [t("col.date")]);
  const newest = first(query.value, "newest_first") === "true";
  return (
    <div class="ledger" data-facets={facetsOpen} data-pane={paneOpen}>
      {facetsOpen && <FacetList answer={facets.body} />}
      <section class="list" aria-label={t("view.ledger")}>
        <div class="list-bar">
          <button
            type="button"
            class="icon-button"
            aria-pressed={facetsOpen}
            aria-label={t("facets")}
            title={`${t("facets")} (f)`}
            onClick={turnFacets}
          >
            <Icon name="filter" />
          </button>
          <button
            type="button"
            class="plain"
            aria-pressed={newest}
            onClick={() => ask(toggled(query.value, "newest_first", "true"))}
          >
            <Icon name="sort" />
            {newest ? t("order.newest") : t("order.oldest")}
          </button>
          <span class="grow" />
          {marked.size !== 0 && (
            <Marked ids={[...marked]} onMerge={merge} onClear={() => setMarked(new Set())} />
          )}
          <button
            type="button"
            class="icon-button"
            aria-pressed={paneOpen}
            aria-label={t("pane")}
            title={`${t("pane")} (p)`}
            onClick={turnPane}
          >
            <Icon name="pane" />
          </button>
        </div>
        {rows.problem.value ? (
          <Failed message={rows.problem.value.message} />
        ) : total === 0 && (rows.ended.value || facets.body) ? (
          <Nothing />
        ) : (
          <Grid
            key={asked}
            label={t("view.ledger")}
            columns={columns}
            class="events-grid"
            total={Math.max(total, 1)}
            at={(index) => rows.at(index)}
            idOf={(row) => row.id}
            want={want}
            active={active}
            onActive={choose}
            onOpen={(row) => go(linkTo("event", row.id))}
            marked={marked}
            onMark={mark}
            height={30}
            {...(mayCorrect.value
              ? {
                  onDrop: (dragged: string, onto: string) => {
                    if (dragged !== "" && dragged !== onto) setMerging([onto, dragged]);
                  },
                }
              : {})}
          />
        )}
      </section>
      {paneOpen && (
        <aside class="pane" aria-label={t("pane")}>
          {event && <Preview event={event} key={event.id} />}
        </aside>
      )}
      {merging && (
        <MergeDialog
          one={merging[0]}
          other={merging[1]}
          onClose={() => {
            setMerging(null);
            setMarked(new Set());
          }}
        />
      )}
      <span class="unseen" aria-live="polite">
        {about.value ? "" : t("loading")}
      </span>
    </div>
  );
}
