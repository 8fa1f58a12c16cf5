// What each source says of each field of an event, side by side; what is shown can be edited in place.
// SPDX-License-Identifier: Apache-2.0

import type { Claim, EventDetail, Field } from "../api/types";
import { dateWords, named, percent, t } from "../i18n";
import { claimsOf, FIELDS, shownValue, type Source } from "../lib/grouping";
import { mayCorrect } from "../state/about";
import { linkTo } from "../state/route";
import { Icon } from "../ui/icons";
import { FieldEditor } from "./editing";
import { valueWords } from "./values";

function ClaimCell({ claim, differs, doc }: { claim: Claim; differs: boolean; doc: string }) {
  return (
    <div class={differs ? "claim differs" : "claim"}>
      <span class="value">
        {differs && <b aria-label={t("differs")}>≠ </b>}
        {valueWords(claim.field, claim.value)}
      </span>
      {claim.words && (
        <a
          class="said"
          href={linkTo("article", doc, { act: claim.act, field: claim.field })}
          title={t("in-article")}
        >
          “{claim.words}”
        </a>
      )}
      {claim.why && (
        <span class="why">
          {claim.why} <span class="share">{percent(claim.confidence)}</span>
        </span>
      )}
    </div>
  );
}

export interface Editing {
  readonly event: EventDetail;
  readonly etag: string;
  readonly field: Field | null;
  readonly edit: (field: Field | null) => void;
}

function ShownCell({
  event,
  etag,
  field,
  editing,
  edit,
}: Omit<Editing, "field"> & { field: Field; editing: boolean }) {
  if (editing) {
    return <FieldEditor event={event} field={field} etag={etag} onClose={() => edit(null)} />;
  }
  const value = shownValue(event, field);
  const words = valueWords(field, value);
  return (
    <div class="shown">
      <span class={value === "" ? "quiet" : ""}>{words}</span>
      {event.corrected.includes(field) && <span class="tag accent">{t("corrected")}</span>}
      {mayCorrect.value && (
        <button
          type="button"
          class="icon-button"
          aria-label={t("edit.field", { field: named("field", field) })}
          title={t("edit.field", { field: named("field", field) })}
          onClick={() => edit(field)}
        >
          <Icon name="pencil" />
        </button>
      )}
    </div>
  );
}

function SourceHead({
  source,
  marked,
  onMark,
  splits,
}: {
  source: Source;
  marked: boolean;
  onMark: () => void;
  splits: boolean;
}) {
  const { lead, copies } = source;
  const outlet = lead.outlet ?? lead.agency ?? lead.doc;
  return (
    <th
      scope="col"
      class="source"
      data-marked={marked || undefined}
      draggable={splits}
      onDragStart={(event) =>
        event.dataTransfer?.setData("application/x-chancery-source", String(source.number))
      }
    >
      <div class="source-head">
        {splits && (
          <input
            type="checkbox"
            checked={marked}
            aria-label={t("split.mark", { outlet })}
            onChange={onMark}
          />
        )}
        <a href={linkTo("article", lead.doc, { act: lead.id })}>{outlet}</a>
      </div>
      <span class="quiet small">{dateWords(lead.published ?? "")}</span>
      {copies.length !== 0 && (
        <details class="copies">
          <summary>{t("copies", { n: copies.length })}</summary>
          <ul>
            {copies.map((copy) => (
              <li key={copy.id}>
                <a href={linkTo("article", copy.doc, { act: copy.id })}>{copy.outlet ?? copy.doc}</a>{" "}
                <span class="quiet small">{dateWords(copy.published ?? "")}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </th>
  );
}

export function Claims({
  event,
  sources,
  editing,
  marked,
  onMark,
}: {
  event: EventDetail;
  sources: readonly Source[];
  editing: Editing;
  marked: ReadonlySet<number>;
  onMark: (source: number) => void;
}) {
  const fields = FIELDS.filter(
    (field) =>
      shownValue(event, field) !== "" ||
      event.claims.some((claim) => claim.field === field) ||
      mayCorrect.value,
  );
  return (
    <div class="claims-box" tabIndex={0} role="region" aria-label={t("claims")}>
      <table class="claims">
        <caption class="unseen">{t("claims")}</caption>
        <thead>
          <tr>
            <th scope="col" class="label field-name">
              {t("field")}
            </th>
            <th scope="col" class="label">
              {t("shown")}
            </th>
            {sources.map((source) => (
              <SourceHead
                key={source.number}
                source={source}
                marked={marked.has(source.number)}
                onMark={() => onMark(source.number)}
                splits={mayCorrect.value && sources.length > 1}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field} data-conflict={event.conflicts.includes(field) || undefined}>
              <th scope="row" class="field-name">
                {named("field", field)}
                {event.conflicts.includes(field) && (
                  <span class="tag warn" title={t("sources-differ")}>
                    ≠
                  </span>
                )}
              </th>
              <td>
                <ShownCell {...editing} field={field} editing={editing.field === field} />
              </td>
              {sources.map((source) => {
                const claims = claimsOf(event.claims, source, field);
                return (
                  <td key={source.number}>
                    {claims.length === 0 ? (
                      <span class="quiet" aria-label={t("says-nothing")}>
                        ·
                      </span>
                    ) : (
                      claims.map((claim) => (
                        <ClaimCell
                          key={claim.value}
                          claim={claim}
                          doc={event.told.find((act) => act.id === claim.act)?.doc ?? source.lead.doc}
                          differs={!claim.shown && event.conflicts.includes(field)}
                        />
                      ))
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
