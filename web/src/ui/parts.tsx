// How the things of a ledger are shown, wherever they are: parties, types, dates, how sure.
// SPDX-License-Identifier: Apache-2.0

import type { ComponentChildren } from "preact";

import type { Asked } from "../api/asked";
import type { EventRow, Happening, Party } from "../api/types";
import { dateWords, named, percent, t } from "../i18n";
import { linkTo } from "../state/route";

export function Quad({ quad }: { quad: number }) {
  return <span class={`quad q${quad}`} title={named("quad", String(quad))} aria-hidden="true" />;
}

export function Kind({ act }: { act: { type: string; mode: string | null; quad: number } }) {
  return (
    <span class="kind">
      <Quad quad={act.quad} />
      <span>{named("type", act.type)}</span>
      {act.mode && <span class="quiet">{named("mode", act.mode)}</span>}
    </span>
  );
}

/** "SUPPORT/congratulate" in words. */
export function kindWords(act: { type: string; mode: string | null }): string {
  const type = named("type", act.type);
  return act.mode ? `${type}: ${named("mode", act.mode)}` : type;
}

export function PartyName({ party, link = false }: { party: Party; link?: boolean }) {
  const name = party.table_name ?? party.name;
  const code = party.code && party.kind !== "state" && party.code !== name ? party.code : "";
  return (
    <span class="party">
      {link ? <a href={linkTo("actor", party.id)}>{name}</a> : <span>{name}</span>}
      {code !== "" && <span class="code"> {code}</span>}
    </span>
  );
}

function Names({ list, link }: { list: readonly Party[]; link: boolean }) {
  return (
    <>
      {list.map((party, i) => (
        <>
          {i > 0 && <span class="quiet">, </span>}
          <PartyName key={party.id} party={party} link={link} />
        </>
      ))}
    </>
  );
}

/** Who → to whom. */
export function Parties({ act, link = false }: { act: Happening; link?: boolean }) {
  return (
    <span class="parties">
      {act.actors.length === 0 ? (
        <span class="quiet">{t("nobody")}</span>
      ) : (
        <Names list={act.actors} link={link} />
      )}
      {act.recipients.length !== 0 && (
        <>
          <span class="arrow" aria-hidden="true">
            {" → "}
          </span>
          <span class="unseen"> {t("to-whom")} </span>
          <Names list={act.recipients} link={link} />
        </>
      )}
    </span>
  );
}

export function partiesWords(act: Happening): string {
  const names = (list: readonly Party[]): string =>
    list.map((party) => party.table_name ?? party.name).join(", ");
  const who = names(act.actors);
  return act.recipients.length === 0 ? who : `${who} → ${names(act.recipients)}`;
}

/** The day of an event; in brackets that of its article, where it has none. */
export function When({ event }: { event: EventRow }) {
  if (event.date) return <>{dateWords(event.date)}</>;
  if (!event.first_published) return <span class="quiet">–</span>;
  return (
    <span class="quiet" title={t("day-of-article")}>
      ({dateWords(event.first_published)})
    </span>
  );
}

/** "2 sources, 5 articles" */
export function toldWords(event: EventRow): string {
  const sources = t("sources", { n: event.sources });
  const articles = t("articles-n", { n: event.articles });
  return event.articles === event.sources ? sources : `${sources}, ${articles}`;
}

export function Sure({ value }: { value: number }) {
  const words = t("sure", { share: percent(value) });
  return (
    <span class="sure" role="img" aria-label={words} title={words} style={{ "--part": percent100(value) }} />
  );
}

export function percent100(value: number): string {
  return `${Math.round(value * 100)}%`;
}

export function StatusTags({ act }: { act: Happening }) {
  return (
    <>
      {act.status !== "happened" && (
        <span class={act.status === "denied" ? "tag bad" : "tag accent"}>{named("status", act.status)}</span>
      )}
      {act.background && <span class="tag">{t("background")}</span>}
    </>
  );
}

/** What is shown while there is no answer. */
export function Waiting<Body>({
  asked,
  children,
}: {
  asked: Asked<Body>;
  children: (body: Body) => ComponentChildren;
}) {
  if (asked.problem) return <Failed message={asked.problem.message} />;
  if (asked.body === undefined) {
    return (
      <div class="empty" aria-busy="true">
        <span class="quiet">{t("loading")}</span>
      </div>
    );
  }
  return <>{children(asked.body)}</>;
}

export function Failed({ message }: { message: string }) {
  return (
    <div class="empty" role="alert">
      <strong>{t("failed")}</strong>
      <span>{message === "offline" ? t("offline") : message}</span>
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}
