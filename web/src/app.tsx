// The desk: bar, question, and the view that the address names.
// SPDX-License-Identifier: Apache-2.0

import { lazy, Suspense } from "preact/compat";
import { useEffect, useState } from "preact/hooks";

import { locked, unlock } from "./api/client";
import { number, t } from "./i18n";
import { first, withValues } from "./lib/options";
import { about, aboutProblem } from "./state/about";
import { useShortcuts } from "./state/keys";
import { ask, go, linkTo, query, route, VIEWS as VIEW_NAMES, type View } from "./state/route";
import { turnTheme } from "./state/theme";
import { AskBox } from "./ui/ask";
import { Bar, SavedMenu } from "./ui/bar";
import { Dialog } from "./ui/dialog";
import { DropFiles } from "./ui/drop";
import { Empty, Failed } from "./ui/parts";
import { Toasts } from "./ui/toast";
import { found } from "./views/found";
import { LedgerView } from "./views/ledger";

const KeySheet = lazy(() => import("./ui/keysheet"));
const VIEWS = {
  timeline: lazy(() => import("./views/timeline")),
  network: lazy(() => import("./views/network")),
  map: lazy(() => import("./views/map")),
  event: lazy(() => import("./views/event")),
  article: lazy(() => import("./views/article")),
  articles: lazy(() => import("./views/articles")),
  actor: lazy(() => import("./views/actor")),
  actors: lazy(() => import("./views/actors")),
  offices: lazy(() => import("./views/offices")),
  brief: lazy(() => import("./views/brief")),
  corrections: lazy(() => import("./views/corrections")),
  ingest: lazy(() => import("./views/ingest")),
};

/** Views that answer the question in the box. */
const ASKED: readonly View[] = ["ledger", "timeline", "network", "map", "brief"];

/** Views that show no title of their own. */
const UNTITLED: readonly View[] = ["ledger", "timeline", "network", "map", "articles", "actors"];

function Current() {
  const { view } = route.value;
  if (view === "ledger") return <LedgerView />;
  if (view === "lost") {
    return (
      <Empty title={t("lost")}>
        <a href="/">{t("view.ledger")}</a>
      </Empty>
    );
  }
  const Shown = VIEWS[view];
  return (
    <Suspense fallback={<div class="empty" aria-busy="true" />}>
      <Shown key={route.value.id} />
    </Suspense>
  );
}

function Question() {
  const asOf = first(query.value, "as_of");
  const total = found.value;
  return (
    <div class="ask">
      <AskBox />
      {asOf !== "" && (
        <span class="as-of">
          {t("as-of.shown", { version: asOf })}
          <button type="button" onClick={() => ask(withValues(query.value, "as_of", []))}>
            <u>{t("as-of.now")}</u>
          </button>
        </span>
      )}
      {total !== undefined && (
        <span class="found" aria-live="polite">
          <b>{number(total)}</b>{" "}
          {about.value && about.value.events > total && (
            <span class="rest quiet">{t("of-events", { n: about.value.events })}</span>
          )}
        </span>
      )}
      <SavedMenu />
    </div>
  );
}

function Unlock() {
  const [given, setGiven] = useState("");
  return (
    <Dialog title={t("token.title")} onClose={() => (locked.value = false)}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          unlock(given.trim());
        }}
      >
        <p>{t("token.why")}</p>
        <input
          class="field"
          type="password"
          aria-label={t("token")}
          autocomplete="off"
          value={given}
          onInput={(event) => setGiven(event.currentTarget.value)}
        />
        <footer>
          <button type="submit" class="button first">
            {t("token.use")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

const GO: readonly (readonly [string, (typeof VIEW_NAMES)[number]])[] = [
  ["l", "ledger"],
  ["t", "timeline"],
  ["n", "network"],
  ["m", "map"],
  ["a", "actors"],
  ["r", "articles"],
  ["b", "brief"],
  ["c", "corrections"],
  ["o", "offices"],
  ["i", "ingest"],
];

export function App() {
  const [help, setHelp] = useState(false);
  const { view } = route.value;
  useShortcuts(
    "keys.everywhere",
    [
      { keys: ["?"], what: "keys", run: () => setHelp(true) },
      { keys: ["/"], what: "keys.ask", run: () => document.getElementById("ask")?.focus() },
      ...GO.map(([letter, to]) => ({
        keys: [`g ${letter}`],
        what: `view.${to}` as const,
        run: () => go(linkTo(to)),
      })),
      { keys: ["d"], what: "theme.turn", run: turnTheme },
    ],
    [],
  );
  useEffect(() => {
    document.title = `${t(`title.${view}`)} – Chancery`;
  });
  const dead = !about.value && aboutProblem.value && aboutProblem.value.status !== 401;
  return (
    <div class="shell">
      <Bar onHelp={() => setHelp(true)} />
      {ASKED.includes(view) ? <Question /> : <div />}
      <main class="main" id="main" data-view={view}>
        {UNTITLED.includes(view) && <h1 class="unseen">{t(`title.${view}`)}</h1>}
        {dead ? <Failed message={aboutProblem.value?.message ?? ""} /> : <Current />}
      </main>
      <Toasts />
      <DropFiles />
      {locked.value && <Unlock />}
      {help && (
        <Suspense fallback={null}>
          <KeySheet onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}
