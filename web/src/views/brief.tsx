// A page of what happened to a country in a period: chosen, read, printed.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Brief } from "../api/types";
import { t } from "../i18n";
import { first, withValues, type Query } from "../lib/options";
import { questionPath } from "../state/questions";
import { ask, linkTo, own, query, setOwn } from "../state/route";
import { Icon } from "../ui/icons";
import { Empty, Waiting } from "../ui/parts";

import "../styles/brief.css";

function Choice() {
  const [about, setAbout] = useState(own("about"));
  const [from, setFrom] = useState(first(query.value, "from") || first(query.value, "date"));
  const [to, setTo] = useState(first(query.value, "to"));
  const make = (event: Event): void => {
    event.preventDefault();
    let asked: Query = withValues(query.value, "date", []);
    asked = withValues(asked, "from", from.trim() === "" ? [] : [from.trim()]);
    asked = withValues(asked, "to", to.trim() === "" ? [] : [to.trim()]);
    ask(asked);
    setOwn({ about: about.trim() });
  };
  return (
    <form class="chart-bar no-print" onSubmit={make}>
      <label class="inline">
        {t("brief.about")}
        <input
          class="field"
          value={about}
          placeholder={t("brief.about-example")}
          onInput={(event) => setAbout(event.currentTarget.value)}
        />
      </label>
      <label class="inline">
        {t("brief.from")}
        <input
          class="field day"
          value={from}
          placeholder="2026-01"
          onInput={(e) => setFrom(e.currentTarget.value)}
        />
      </label>
      <label class="inline">
        {t("brief.to")}
        <input
          class="field day"
          value={to}
          placeholder="2026-01"
          onInput={(e) => setTo(e.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button first">
        {t("brief.make")}
      </button>
    </form>
  );
}

function Links({ path }: { path: (format: string) => string }) {
  return (
    <div class="brief-links no-print">
      <button type="button" class="button" onClick={() => print()}>
        <Icon name="print" />
        {t("brief.print")}
      </button>
      <a class="button" href={path("html")} download="brief.html">
        {t("brief.html")}
      </a>
      <a class="button" href={path("markdown")} download="brief.md">
        {t("brief.markdown")}
      </a>
    </div>
  );
}

function safe(url: string | null): string {
  return /^https?:\/\//.test(url ?? "") ? (url ?? "") : "";
}

function Page({ brief, path }: { brief: Brief; path: (format: string) => string }) {
  if (brief.themes.length === 0) return <Empty title={t("brief.none")} />;
  return (
    <article class="brief">
      <Links path={path} />
      <h1>{brief.title}</h1>
      <p class="summary">{brief.summary}</p>
      {brief.themes.map((theme) => (
        <section key={theme.name}>
          <h2>{theme.name}</h2>
          <ul>
            {theme.items.map((item) => (
              <li key={item.event}>
                <a class="what" href={linkTo("event", item.event)}>
                  {item.what}
                </a>
                {item.words !== "" && <q class="said">{item.words}</q>}
                <span class="from">
                  {item.sources.map((source, i) => (
                    <>
                      {i > 0 && ", "}
                      {safe(source.url) === "" ? (
                        <a href={linkTo("article", source.doc)}>{source.name}</a>
                      ) : (
                        <a href={safe(source.url)} target="_blank" rel="noreferrer noopener">
                          {source.name}
                        </a>
                      )}
                    </>
                  ))}
                </span>
              </li>
            ))}
          </ul>
          {theme.more > 0 && (
            <p class="no-print small">
              <a href={linkTo("ledger")}>{t("brief.more", { n: theme.more })}</a>
            </p>
          )}
        </section>
      ))}
    </article>
  );
}

export default function BriefView() {
  const about = own("about");
  const path = (format: string): string =>
    questionPath("/v1/brief", "page", query.value, { about, format, most: "40" });
  const asked = useAsked<Brief>(path("json"));
  return (
    <div class="page brief-page">
      <Choice key={`${about} ${first(query.value, "from")} ${first(query.value, "to")}`} />
      <Waiting asked={asked}>{(brief) => <Page brief={brief} path={path} />}</Waiting>
    </div>
  );
}
