// The event chosen in a list, in short.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { EventDetail, EventRow, Told } from "../api/types";
import { dateWords, longDay, named, percent, t } from "../i18n";
import { first } from "../lib/options";
import { FIELDS, shownValue, sourcesOf } from "../lib/grouping";
import { linkTo, query } from "../state/route";
import { Icon } from "../ui/icons";
import { Kind, Parties, StatusTags, toldWords, When } from "../ui/parts";
import { Quote } from "../ui/quote";
import { valueWords } from "./values";

export function eventPath(id: string): string {
  const asOf = first(query.value, "as_of");
  return `/v1/events/${id}${asOf === "" ? "" : `?as_of=${encodeURIComponent(asOf)}`}`;
}

/** Lists are run through quickly: what is only passed by is not asked for. */
function useSettled(id: string): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(true), 90);
    return () => clearTimeout(wait);
  }, [id]);
  return settled;
}

function Report({ act, copies }: { act: Told; copies: number }) {
  return (
    <li class="report">
      <div class="report-head">
        <a href={linkTo("article", act.doc, { act: act.id })}>{act.outlet ?? act.agency ?? act.doc}</a>
        <span class="quiet small">{dateWords(act.published ?? "")}</span>
        {copies > 0 && <span class="tag">{t("copies", { n: copies })}</span>}
      </div>
      <Quote words={act.evidence} trigger={act.trigger} />
    </li>
  );
}

function Differing({ detail }: { detail: EventDetail }) {
  const rows = FIELDS.filter((field) => detail.conflicts.includes(field));
  if (rows.length === 0) return null;
  return (
    <section class="differing">
      <h3 class="label">{t("sources-differ")}</h3>
      <dl class="facts">
        {rows.map((field) => {
          const values = new Set(detail.claims.filter((c) => c.field === field).map((c) => c.value));
          const shown = shownValue(detail, field);
          return (
            <>
              <dt>{named("field", field)}</dt>
              <dd>
                {valueWords(field, shown)}
                {[...values]
                  .filter((value) => value !== shown)
                  .map((value) => (
                    <span key={value} class="tag warn">
                      ≠ {valueWords(field, value)}
                    </span>
                  ))}
              </dd>
            </>
          );
        })}
      </dl>
    </section>
  );
}

export function Preview({ event }: { event: EventRow }) {
  const settled = useSettled(event.id);
  const { body } = useAsked<EventDetail>(settled ? eventPath(event.id) : null);
  const sources = body ? sourcesOf(body.told) : [];
  return (
    <div class="preview">
      <div class="preview-top">
        <Kind act={event} />
        <StatusTags act={event} />
        <span class="grow" />
        <a class="button" href={linkTo("event", event.id)}>
          {t("open")} <kbd>↵</kbd>
        </a>
      </div>
      <h2>
        <Parties act={event} link />
      </h2>
      <p class="quiet">
        {event.date && !event.date.includes("/") ? longDay(event.date) : <When event={event} />}
        {event.place && <> · {event.place}</>}
        {event.channel && <> · {named("channel", event.channel)}</>}
      </p>
      {!body && (
        <ul class="reports">
          <li class="report">
            <Quote words={event.evidence} trigger={event.trigger} />
          </li>
        </ul>
      )}
      {body && (
        <>
          <Differing detail={body} />
          <h3 class="label">{toldWords(event)}</h3>
          <ul class="reports">
            {sources.map((source) => (
              <Report key={source.number} act={source.lead} copies={source.copies.length} />
            ))}
          </ul>
          <dl class="facts">
            <dt>{t("col.sure")}</dt>
            <dd>{percent(event.confidence)}</dd>
            {event.cameo && (
              <>
                <dt>CAMEO</dt>
                <dd>{event.cameo}</dd>
              </>
            )}
            {event.goldstein !== null && (
              <>
                <dt>Goldstein</dt>
                <dd>{event.goldstein.toFixed(1)}</dd>
              </>
            )}
            {event.contexts.length !== 0 && (
              <>
                <dt>{t("contexts")}</dt>
                <dd>{event.contexts.map((context) => named("context", context)).join(", ")}</dd>
              </>
            )}
          </dl>
          {body.corrected.length !== 0 && (
            <p class="small quiet corrected">
              <Icon name="pencil" />{" "}
              {t("corrected-fields", {
                fields: body.corrected.map((f) => named("field", f)).join(", "),
              })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
