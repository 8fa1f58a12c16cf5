// One article: its text with what was read from it, from the words to the fields and back.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Act, ArticleDetail, Copies, Statement, TextSpan } from "../api/types";
import { dateWords, longDay, named, percent, t } from "../i18n";
import { first } from "../lib/options";
import { offsetOf, piecesOf, rangeFor, type Shown } from "../lib/textmap";
import { mayCorrect } from "../state/about";
import { useShortcuts } from "../state/keys";
import { go, linkTo, own, query, route, setOwn } from "../state/route";
import { Icon } from "../ui/icons";
import { Kind, Parties, PartyName, StatusTags, Waiting } from "../ui/parts";
import { AddAct } from "./adding";
import { FIELDS } from "../lib/grouping";
import { valueWords } from "./values";

import "../styles/article.css";

const LAYERS = ["act", "statement", "actor"] as const;
type Layer = (typeof LAYERS)[number];

interface Chosen {
  readonly act: string;
  readonly field: string;
  readonly statement: string;
  readonly actor: string;
}

function chosenNow(): Chosen {
  return { act: own("act"), field: own("field"), statement: own("statement"), actor: own("party") };
}

function choose(what: Partial<Chosen>): void {
  const { act = "", field = "", statement = "", actor = "" } = what;
  setOwn({ act, field, statement, party: actor });
}

/** Is this span of what is chosen? A field is chosen with its act, which stays lit as a whole. */
function isChosen(span: TextSpan, chosen: Chosen): boolean {
  if (chosen.field !== "" && span.kind === "field") {
    return span.act === chosen.act && span.field === chosen.field;
  }
  if (chosen.act !== "") return span.act === chosen.act && span.kind === "act";
  if (chosen.statement !== "") return span.statement === chosen.statement;
  return chosen.actor !== "" && span.actor === chosen.actor;
}

/** Marks spans by the CSS Custom Highlight API: the text itself is never touched. */
function useHighlights(
  shown: { readonly current: readonly Shown[] },
  detail: ArticleDetail,
  layers: ReadonlySet<Layer>,
  chosen: Chosen,
): void {
  useLayoutEffect(() => {
    if (!("highlights" in CSS)) return;
    const ranges = new Map<string, Range[]>();
    const add = (name: string, span: TextSpan): void => {
      const range = rangeFor(shown.current, span.begin, span.end);
      if (range) ranges.set(name, [...(ranges.get(name) ?? []), range]);
    };
    for (const span of detail.spans) {
      if (span.kind === "act" && layers.has("act")) add("act", span);
      if (span.kind === "trigger" && layers.has("act")) add("trigger", span);
      if (span.kind === "statement" && layers.has("statement")) add("statement", span);
      if (span.kind === "actor" && layers.has("actor")) add("actor", span);
      if (isChosen(span, chosen)) add(span.kind === "field" ? "field-now" : "now", span);
      if (span.kind === "trigger" && chosen.act !== "" && span.act === chosen.act) add("field-now", span);
    }
    for (const [order, name] of ["actor", "statement", "act", "trigger", "now", "field-now"].entries()) {
      const highlight = new Highlight(...(ranges.get(name) ?? []));
      highlight.priority = order;
      CSS.highlights.set(`read-${name}`, highlight);
    }
    return () => {
      for (const name of ["actor", "statement", "act", "trigger", "now", "field-now"]) {
        CSS.highlights.delete(`read-${name}`);
      }
    };
  });
}

function offsetAt(shown: readonly Shown[], event: MouseEvent): number | undefined {
  const page = document as Document & {
    caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  };
  const place = page.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (place) return offsetOf(shown, place.offsetNode, place.offset);
  const range = document.caretRangeFromPoint(event.clientX, event.clientY);
  return range ? offsetOf(shown, range.startContainer, range.startOffset) : undefined;
}

/** What is said at a place: the shortest span that holds it. */
function spanAt(
  spans: readonly TextSpan[],
  offset: number,
  layers: ReadonlySet<Layer>,
): TextSpan | undefined {
  const layerOf = (span: TextSpan): Layer =>
    span.kind === "statement" || span.kind === "actor" ? span.kind : "act";
  return spans
    .filter((span) => span.begin <= offset && offset < span.end && layers.has(layerOf(span)))
    .sort((one, other) => one.end - one.begin - (other.end - other.begin))[0];
}

function Fields({ act, spans, chosen }: { act: Act; spans: readonly TextSpan[]; chosen: Chosen }) {
  const said = new Set(spans.filter((span) => span.act === act.id).map((span) => span.field));
  const valueOf = (field: (typeof FIELDS)[number]): string => {
    if (field === "actors" || field === "recipients") return act[field].map((party) => party.name).join("; ");
    return String(act[field] ?? "");
  };
  return (
    <dl class="act-fields">
      {FIELDS.filter((field) => valueOf(field) !== "").map((field) => (
        <>
          <dt>{named("field", field)}</dt>
          <dd>
            {said.has(field) ? (
              <button
                type="button"
                class="to-words"
                aria-pressed={chosen.field === field}
                onClick={() => choose({ act: act.id, field: chosen.field === field ? "" : field })}
              >
                {valueWords(field, valueOf(field))}
              </button>
            ) : (
              valueWords(field, valueOf(field))
            )}
          </dd>
        </>
      ))}
      <dt>{t("col.sure")}</dt>
      <dd>{percent(act.confidence)}</dd>
    </dl>
  );
}

function ActItem({ act, spans, chosen }: { act: Act; spans: readonly TextSpan[]; chosen: Chosen }) {
  const open = chosen.act === act.id;
  return (
    <li class="reading" data-chosen={open || undefined} data-of={act.id}>
      <button
        type="button"
        class="reading-head"
        aria-expanded={open}
        onClick={() => choose({ act: open ? "" : act.id })}
      >
        <span class="reading-line">
          <Kind act={act} />
          <StatusTags act={act} />
        </span>
        <span class="reading-who">
          <Parties act={act} />
        </span>
      </button>
      {open && (
        <>
          <Fields act={act} spans={spans} chosen={chosen} />
          {act.event && (
            <a class="button" href={linkTo("event", act.event)}>
              {t("title.event")} <Icon name="right" />
            </a>
          )}
        </>
      )}
    </li>
  );
}

function StatementItem({ statement, chosen }: { statement: Statement; chosen: Chosen }) {
  const open = chosen.statement === statement.id;
  return (
    <li class="reading" data-chosen={open || undefined} data-of={statement.id}>
      <button
        type="button"
        class="reading-head"
        aria-expanded={open}
        onClick={() => choose({ statement: open ? "" : statement.id })}
      >
        <span class="reading-line">
          <b>{statement.speaker}</b>
          {statement.addressee && <span class="quiet">{t("says-to", { whom: statement.addressee })}</span>}
          <span class="quiet small">{named("kind", statement.kind)}</span>
        </span>
        <span class="words">{statement.content ?? t("article.words-not-kept")}</span>
      </button>
    </li>
  );
}

function CopyList({ doc }: { doc: string }) {
  const asOf = first(query.value, "as_of");
  const { body } = useAsked<Copies>(
    `/v1/articles/${encodeURIComponent(doc)}/copies${asOf === "" ? "" : `?as_of=${encodeURIComponent(asOf)}`}`,
  );
  if (!body || body.copies.length === 0) return null;
  return (
    <section>
      <h2 class="label">{t("article.copies")}</h2>
      <ul class="readings">
        {body.copies.map((copy) => {
          const other = copy.copy.doc === doc ? copy.origin : copy.copy;
          const words = { title: other.title ?? other.doc };
          return (
            <li key={other.doc} class="copy">
              <a href={linkTo("article", other.doc)}>
                {copy.copy.doc === doc ? t("article.copy-of", words) : t("article.copied-as", words)}
              </a>
              <span class="small quiet">
                {[other.outlet, dateWords(other.published ?? ""), named("copy", copy.kind)]
                  .filter(Boolean)
                  .join(" · ")}
                {" · "}
                {t("article.share", { share: percent(copy.share) })}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Head({ detail }: { detail: ArticleDetail }) {
  const { article } = detail;
  const link = /^https?:\/\//.test(article.url ?? "") ? (article.url ?? "") : "";
  return (
    <header class="article-head">
      <nav class="crumbs">
        <a href={linkTo("articles")}>
          <Icon name="left" />
          {t("view.articles")}
        </a>
      </nav>
      <h1 class="title-1">{article.title ?? article.doc}</h1>
      <p class="quiet">
        {[article.outlet, article.agency !== article.outlet ? article.agency : "", article.dateline]
          .filter(Boolean)
          .join(" · ")}
        {article.published && <> · {longDay(article.published)}</>}
        {link !== "" && (
          <>
            {" · "}
            <a href={link} target="_blank" rel="noreferrer noopener">
              {t("article.source")} <Icon name="open" />
            </a>
          </>
        )}
      </p>
      {article.refusal && <p class="notice bad">{t("article.refused", { why: article.refusal })}</p>}
      {(article.remarks ?? []).map((remark) => (
        <p class="notice" key={remark}>
          {remark}
        </p>
      ))}
    </header>
  );
}

function Body({ detail }: { detail: ArticleDetail }) {
  const chosen = chosenNow();
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(new Set(LAYERS));
  const [adding, setAdding] = useState("");
  const text = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLElement>(null);
  const shown = useRef<Shown[]>([]);
  const words = detail.text ?? "";
  const pieces = useMemo(() => piecesOf(words, detail.blocks), [detail]);
  useLayoutEffect(() => {
    const nodes = [...(text.current?.querySelectorAll("[data-begin]") ?? [])];
    shown.current = nodes.map((element) => ({
      node: element.firstChild as Text,
      begin: Number((element as HTMLElement).dataset["begin"]),
    }));
  }, [pieces]);
  useHighlights(shown, detail, layers, chosen);
  const key = `${chosen.act} ${chosen.field} ${chosen.statement} ${chosen.actor}`;
  useEffect(() => {
    const spans = detail.spans.filter((span) => isChosen(span, chosen));
    const span = spans.find((one) => one.kind === "field") ?? spans[0];
    const range = span && rangeFor(shown.current, span.begin, span.end);
    range?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    const of = chosen.act || chosen.statement;
    if (of !== "")
      side.current?.querySelector(`[data-of="${CSS.escape(of)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [key]);

  const step = (by: number): void => {
    const ids = detail.acts.map((act) => act.id);
    const at = ids.indexOf(chosen.act);
    choose({
      act: ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length] ?? "",
    });
  };
  useShortcuts(
    "title.article",
    [
      { keys: ["j", "n"], what: "keys.next", run: () => step(1) },
      { keys: ["k", "N"], what: "keys.previous", run: () => step(-1) },
      { keys: ["Escape"], what: "ask.clear", run: () => choose({}) },
      { keys: ["u"], what: "view.articles", run: () => go(linkTo("articles")) },
    ],
    [key, detail],
  );
  const onClick = (event: MouseEvent): void => {
    const selection = getSelection();
    if (selection && !selection.isCollapsed) return;
    const offset = offsetAt(shown.current, event);
    const span = offset === undefined ? undefined : spanAt(detail.spans, offset, layers);
    if (!span) choose({});
    else if (span.kind === "statement") choose({ statement: span.statement ?? "" });
    else if (span.kind === "actor") choose({ actor: span.actor ?? "" });
    else choose({ act: span.act ?? "", field: span.kind === "field" ? (span.field ?? "") : "" });
  };
  const turn = (layer: Layer): void => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    setLayers(next);
  };
  const counts: Record<Layer, number> = {
    act: detail.acts.length,
    statement: detail.statements.length,
    actor: detail.actors.length,
  };
  return (
    <div class="article">
      <div class="article-text">
        <Head detail={detail} />
        <div class="layers" role="group" aria-label={t("article.text")}>
          {LAYERS.map((layer) => (
            <button
              key={layer}
              type="button"
              class={`layer ${layer}`}
              aria-pressed={layers.has(layer)}
              onClick={() => turn(layer)}
            >
              <span class="swatch" />
              {t(`article.${layer}s` as "article.acts")} <span class="count">{counts[layer]}</span>
            </button>
          ))}
          <span class="grow" />
          {mayCorrect.value && (
            <button
              type="button"
              class="button"
              title={t("article.add-how")}
              onClick={() => setAdding(getSelection()?.toString().trim() || " ")}
            >
              <Icon name="plus" />
              {t("article.add")}
            </button>
          )}
        </div>
        <div class="text words" ref={text} onClick={onClick} lang={detail.article.language ?? undefined}>
          {pieces.map((piece) => (
            <p key={piece.begin} data-begin={piece.begin} data-kind={piece.kind}>
              {words.slice(piece.begin, piece.end)}
            </p>
          ))}
          {detail.article.text_kept === false && <p class="notice">{t("article.not-kept")}</p>}
        </div>
      </div>
      <aside class="article-side" ref={side} aria-label={t("article.fields")}>
        <section>
          <h2 class="label">{t("article.acts")}</h2>
          <ul class="readings">
            {detail.acts.map((act) => (
              <ActItem key={act.id} act={act} spans={detail.spans} chosen={chosen} />
            ))}
          </ul>
          {detail.acts.length === 0 && <p class="quiet">{t("article.none")}</p>}
        </section>
        {detail.statements.length !== 0 && (
          <section>
            <h2 class="label">{t("article.statements")}</h2>
            <ul class="readings">
              {detail.statements.map((statement) => (
                <StatementItem key={statement.id} statement={statement} chosen={chosen} />
              ))}
            </ul>
          </section>
        )}
        {detail.actors.length !== 0 && (
          <section>
            <h2 class="label">{t("article.actors")}</h2>
            <ul class="people">
              {detail.actors.map((actor) => (
                <li key={actor.id}>
                  <button
                    type="button"
                    class="to-words"
                    aria-pressed={chosen.actor === actor.id}
                    onClick={() => choose({ actor: chosen.actor === actor.id ? "" : actor.id })}
                  >
                    <PartyName party={actor} />
                  </button>
                  <a
                    class="icon-button"
                    href={linkTo("actor", actor.id)}
                    aria-label={actor.name}
                    title={t("title.actor")}
                  >
                    <Icon name="right" />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <CopyList doc={detail.article.doc} />
      </aside>
      {adding !== "" && (
        <AddAct doc={detail.article.doc} evidence={adding.trim()} onClose={() => setAdding("")} />
      )}
    </div>
  );
}

export default function ArticleView() {
  const asOf = first(query.value, "as_of");
  const path = `/v1/articles/${encodeURIComponent(route.value.id)}${asOf === "" ? "" : `?as_of=${encodeURIComponent(asOf)}`}`;
  const asked = useAsked<ArticleDetail>(path);
  return <Waiting asked={asked}>{(detail) => <Body detail={detail} />}</Waiting>;
}
