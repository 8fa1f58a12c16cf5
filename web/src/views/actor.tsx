// One actor: names, offices over time, what articles say, acts, statements, what is new.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Problem } from "../api/client";
import type { Act, ActorDetail, Statement } from "../api/types";
import { dateWords, named, number, t } from "../i18n";
import { first, NOTHING, withValues } from "../lib/options";
import { dayNumber, ticksFor } from "../lib/time";
import { mayCorrect } from "../state/about";
import { enter, faultWords } from "../state/correcting";
import { linkTo, linkToQuery, query, route } from "../state/route";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { Kind, Parties, StatusTags, Waiting } from "../ui/parts";
import { Quote } from "../ui/quote";
import { Learned } from "./learned";

import "../styles/lists.css";

type Office = ActorDetail["offices"][number];

function fullDay(text: string, otherwise: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text)
    ? text
    : /^\d{4}-\d\d$/.test(text)
      ? `${text}-01`
      : /^\d{4}$/.test(text)
        ? `${text}-01-01`
        : otherwise;
}

/** Terms of office as bars on a common axis of years. */
function OfficeBars({ offices }: { offices: readonly Office[] }) {
  const today = new Date().toISOString().slice(0, 10);
  const spans = offices.map((office) => ({
    office,
    from: dayNumber(fullDay(office.since ?? "", "1990-01-01")),
    to: dayNumber(fullDay(office.until ?? "", today)),
  }));
  const begin = Math.min(...spans.map((span) => span.from));
  const end = Math.max(dayNumber(today), ...spans.map((span) => span.to));
  const share = (day: number): string => `${(100 * (day - begin)) / Math.max(1, end - begin)}%`;
  return (
    <div class="terms">
      <ol class="terms-axis" aria-hidden="true">
        {ticksFor(begin, end, 560, 60)
          .filter((tick) => tick.kind === "year")
          .map((tick) => (
            <li key={tick.day} style={{ left: share(tick.day) }}>
              {new Date(tick.day * 86_400_000).getUTCFullYear()}
            </li>
          ))}
      </ol>
      <ul>
        {spans.map(({ office, from, to }) => (
          <li key={`${office.title} ${office.since ?? ""}`}>
            <div class="term">
              <span
                class={office.until ? "term-bar" : "term-bar now"}
                style={{
                  left: share(from),
                  width: `${(100 * Math.max(40, to - from)) / Math.max(1, end - begin)}%`,
                }}
              />
            </div>
            <span>
              {office.title} {office.code && <span class="code">{office.code}</span>}
            </span>
            <span class="small quiet">
              {dateWords(office.since ?? "")} – {office.until ? dateWords(office.until) : t("actor.today")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sayings({ title, list }: { title: string; list: readonly { text: string; articles: number }[] }) {
  if (list.length === 0) return null;
  const most = Math.max(...list.map((one) => one.articles));
  return (
    <section>
      <h3 class="label">{title}</h3>
      <ul class="sayings">
        {list.slice(0, 12).map((one) => (
          <li key={one.text}>
            <span class="cut">{one.text}</span>
            <span class="saying-bar" style={{ "--part": `${(100 * one.articles) / most}%` }} />
            <span class="count">{number(one.articles)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Acts({ acts }: { acts: readonly Act[] }) {
  return (
    <ul class="act-list">
      {acts.map((act) => (
        <li key={act.id}>
          <span class="quiet date">{dateWords(act.date ?? act.published ?? "")}</span>
          <div>
            <span class="reading-line">
              <Kind act={act} />
              <StatusTags act={act} />
            </span>
            <a href={act.event ? linkTo("event", act.event) : linkTo("article", act.doc, { act: act.id })}>
              <Parties act={act} />
            </a>
            <span class="small quiet"> {act.outlet ?? ""}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Statements({ statements }: { statements: readonly Statement[] }) {
  return (
    <ul class="said-list">
      {statements.map((statement) => (
        <li key={statement.id}>
          <Quote words={statement.content ?? t("article.words-not-kept")} trigger="" />
          <span class="small quiet">
            {statement.addressee && <>{t("says-to", { whom: statement.addressee })} · </>}
            {named("kind", statement.kind)} ·{" "}
            <a href={linkTo("article", statement.doc, { statement: statement.id })}>
              {statement.outlet ?? statement.doc}
            </a>{" "}
            · {dateWords(statement.published ?? "")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Rename({ name, onClose }: { name: string; onClose: () => void }) {
  const [actor, setActor] = useState("");
  const [fault, setFault] = useState("");
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      await enter({ kind: "name", name, actor: actor.trim() }, "");
      onClose();
    } catch (error) {
      setFault(faultWords(error as Problem));
    }
  };
  return (
    <Dialog title={t("name.title")} onClose={onClose}>
      <form class="stack merge" onSubmit={(event) => void save(event)}>
        <p>
          {t("name.name")}: <strong>{name}</strong>
        </p>
        <label class="stack-tight">
          <span>{t("name.actor")}</span>
          <input
            class="field"
            required
            value={actor}
            onInput={(event) => setActor(event.currentTarget.value)}
          />
        </label>
        {fault !== "" && (
          <p class="notice bad" role="alert">
            {fault}
          </p>
        )}
        <footer>
          <button type="submit" class="button first">
            {t("save")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function Shown({ actor }: { actor: ActorDetail }) {
  const [renaming, setRenaming] = useState(false);
  const said = actor.said;
  const merged = (
    pick: (one: ActorDetail["said"][number]) => readonly { text: string; articles: number }[],
  ) => said.flatMap(pick);
  const asked = withValues(NOTHING, "actor", [actor.name]);
  return (
    <article class="actor">
      <header class="column-head">
        <div>
          <nav class="crumbs">
            <a href={linkTo("actors")}>
              <Icon name="left" />
              {t("view.actors")}
            </a>
          </nav>
          <h1 class="title-1">{actor.name}</h1>
          <p class="quiet">
            {[named("kind", actor.kind), actor.code, actor.sector, actor.detail].filter(Boolean).join(" · ")}
          </p>
        </div>
        <div class="actions">
          {mayCorrect.value && (
            <button type="button" class="button" onClick={() => setRenaming(true)}>
              {t("actor.rename")}
            </button>
          )}
          <a class="button" href={linkToQuery("ledger", asked)}>
            {t("actor.all-acts")}
          </a>
        </div>
      </header>
      <div class="actor-columns">
        <div class="actor-main">
          {actor.offices.length !== 0 && (
            <section>
              <h2 class="label">{t("actor.offices")}</h2>
              <OfficeBars offices={actor.offices} />
            </section>
          )}
          {actor.learned.length !== 0 && (
            <section>
              <h2 class="label">{t("actor.new")}</h2>
              <ul>
                {actor.learned.map((office) => (
                  <Learned key={office.id + office.decision} office={office} />
                ))}
              </ul>
            </section>
          )}
          <section>
            <h2 class="label">{t("actor.acts")}</h2>
            <Acts acts={actor.acts} />
          </section>
          <section>
            <h2 class="label">{t("actor.statements")}</h2>
            {actor.statements.length === 0 ? (
              <p class="quiet">{t("actor.statements-none")}</p>
            ) : (
              <Statements statements={actor.statements} />
            )}
          </section>
        </div>
        <aside class="actor-side">
          {actor.names.length !== 0 && (
            <section>
              <h3 class="label">{t("actor.names")}</h3>
              <ul class="names">
                {actor.names.map((name) => (
                  <li key={name.text + name.what}>
                    {name.text} <span class="small quiet">{name.what === "name" ? "" : name.what}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Sayings title={`${t("actor.said")}: ${t("actor.names")}`} list={merged((one) => one.names)} />
          <Sayings title={`${t("actor.said")}: ${t("actor.offices")}`} list={merged((one) => one.offices)} />
          <Sayings title={t("actor.outlets")} list={merged((one) => one.outlets)} />
          {actor.holders.length !== 0 && (
            <section>
              <h3 class="label">{t("actor.holders")}</h3>
              <ul class="names">
                {actor.holders.map((holder) => (
                  <li key={holder.id + holder.title}>
                    <a href={linkTo("actor", holder.id)}>{holder.name}</a>{" "}
                    <span class="small quiet">{holder.title}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {actor.members.length !== 0 && (
            <section>
              <h3 class="label">{t("actor.members")}</h3>
              <p>{actor.members.join(", ")}</p>
            </section>
          )}
        </aside>
      </div>
      {renaming && <Rename name={actor.name} onClose={() => setRenaming(false)} />}
    </article>
  );
}

export default function ActorView() {
  const asOf = first(query.value, "as_of");
  const params = new URLSearchParams({ limit: "60" });
  if (asOf !== "") params.set("as_of", asOf);
  const asked = useAsked<ActorDetail>(
    `/v1/actors/${encodeURIComponent(route.value.id)}?${params.toString()}`,
  );
  return (
    <div class="page">
      <Waiting asked={asked}>{(actor) => <Shown actor={actor} />}</Waiting>
    </div>
  );
}
