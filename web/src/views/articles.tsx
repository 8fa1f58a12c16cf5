// Articles by day, with what was read from each; those refused, and why.
// SPDX-License-Identifier: Apache-2.0

import { useCallback, useEffect, useMemo, useState } from "preact/hooks";

import { changes } from "../api/asked";
import { pathWith } from "../api/client";
import { Rows } from "../api/rows";
import type { Article, ArticlePage } from "../api/types";
import { dateWords, number, t } from "../i18n";
import { first } from "../lib/options";
import { go, linkTo, own, query, setOwn } from "../state/route";
import { Grid, type Column } from "../ui/grid";
import { Empty, Failed } from "../ui/parts";

import "../styles/lists.css";

const COLUMNS = (): readonly Column<Article>[] => [
  { key: "date", label: t("col.date"), class: "date", cell: (one) => dateWords(one.published ?? "–") },
  { key: "outlet", label: t("articles.outlet"), cell: (one) => one.outlet ?? one.agency ?? "" },
  {
    key: "title",
    label: t("articles.title"),
    class: "who",
    cell: (one) => (
      <>
        {one.title ?? one.doc}
        {one.status === "refused" && <span class="tag bad">{one.refusal}</span>}
      </>
    ),
  },
  { key: "language", label: t("language"), class: "place", cell: (one) => one.language ?? "" },
  { key: "acts", label: t("article.acts"), class: "told", cell: (one) => number(one.acts) },
];

export default function ArticlesView() {
  const words = own("text");
  const outlet = own("outlet");
  const refused = own("refused");
  const asOf = first(query.value, "as_of");
  const params = useMemo(() => {
    const all = new URLSearchParams();
    for (const [name, value] of [
      ["text", words],
      ["outlet", outlet],
      ["refused", refused],
      ["as_of", asOf],
    ] as const) {
      if (value !== "") all.set(name, value);
    }
    return all;
  }, [words, outlet, refused, asOf]);
  const change = changes.value;
  const rows = useMemo(
    () =>
      // Articles have no offsets: pages are reached one after the other.
      new Rows<Article, ArticlePage>(
        ({ limit, cursor }) => {
          const all = new URLSearchParams(params);
          all.set("limit", String(limit));
          if (cursor !== undefined) all.set("cursor", cursor);
          return pathWith("/v1/articles", all);
        },
        (body) => body.articles,
        { jumps: false },
      ),
    [params, change],
  );
  useEffect(() => () => rows.close(), [rows]);
  void rows.version.value;
  const [active, setActive] = useState(0);
  const want = useCallback((begin: number, end: number) => rows.want(begin, end), [rows]);
  const columns = useMemo(COLUMNS, [t("col.date")]);
  const total = rows.known.value;
  const set = (name: string) => (event: Event) => {
    setOwn({ [name]: (event.currentTarget as HTMLInputElement).value.trim() });
  };
  return (
    <section class="list listing" aria-label={t("view.articles")}>
      <div class="list-bar tall">
        <input
          class="field grow"
          type="search"
          aria-label={t("articles.find")}
          placeholder={t("articles.find")}
          value={words}
          onChange={set("text")}
        />
        <input
          class="field"
          type="search"
          aria-label={t("articles.outlet")}
          placeholder={t("articles.outlet")}
          value={outlet}
          onChange={set("outlet")}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={refused === "true"}
            onChange={(event) => setOwn({ refused: event.currentTarget.checked ? "true" : "" })}
          />
          {t("articles.refused")}
        </label>
      </div>
      {rows.problem.value ? (
        <Failed message={rows.problem.value.message} />
      ) : rows.ended.value && total === 0 ? (
        <Empty title={t("articles.none")} />
      ) : (
        <Grid
          key={params.toString()}
          label={t("view.articles")}
          columns={columns}
          class="articles-grid"
          total={Math.max(1, total)}
          at={(index) => rows.at(index)}
          idOf={(one) => one.doc}
          want={want}
          active={active}
          onActive={(index) => setActive(index)}
          onOpen={(one) => go(linkTo("article", one.doc))}
          opensOnClick
          marked={NONE}
          onMark={() => {}}
          height={30}
        />
      )}
    </section>
  );
}

const NONE: ReadonlySet<string> = new Set();
