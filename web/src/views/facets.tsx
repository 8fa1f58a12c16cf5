// What the events found are, by kind: each value with its count, one click to narrow.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import type { Facet, Facets } from "../api/types";
import { hasWords, named, number, t } from "../i18n";
import { first, optionOf, toggled, values, withValues, type Query } from "../lib/options";
import { about } from "../state/about";
import { ask, query } from "../state/route";
import { Icon } from "../ui/icons";

/** Those that the box has an option for, in this order. */
const SHOWN = ["type", "country", "actor", "year", "place", "status", "channel", "context", "outlet"];
const FEW = 8;

function isAsked(name: string, value: string): boolean {
  if (name === "year") return first(query.value, "date") === value;
  if (name === "conflicts" || name === "corrected") return first(query.value, name) === "true";
  return values(query.value, name).includes(value);
}

function narrowed(name: string, value: string): Query {
  if (name === "year") {
    const clean = withValues(withValues(query.value, "from", []), "to", []);
    return toggled(clean, "date", value);
  }
  return toggled(query.value, name, value);
}

function tone(name: string, value: string): string {
  if (name !== "type") return "";
  const type = about.value?.types.find((one) => one.type === value.split("/")[0]);
  return type ? `var(--q${type.quad})` : "";
}

function wordsFor(facet: Facet, value: { value: string; name: string }): string {
  const [type = "", mode] = value.value.split("/");
  if (facet.name === "type") return mode ? named("mode", mode) : named("type", type);
  return hasWords(`${facet.name}.${value.value}`) ? named(facet.name, value.value) : value.name;
}

function Values({ facet, total }: { facet: Facet; total: number }) {
  const [all, setAll] = useState(false);
  const asked = facet.values.filter((value) => isAsked(facet.name, value.value));
  const list = all ? facet.values : [...new Set([...asked, ...facet.values.slice(0, FEW)])];
  return (
    <>
      {list.map((value) => {
        const colour = tone(facet.name, value.value);
        const part = `${total === 0 ? 0 : Math.max(2, Math.round((100 * value.events) / total))}%`;
        return (
          <button
            type="button"
            key={value.value}
            class="value"
            aria-pressed={isAsked(facet.name, value.value)}
            style={{ "--part": part, ...(colour ? { "--tone": colour } : {}) }}
            onClick={() => ask(narrowed(facet.name, value.value))}
          >
            <span class="cut">{wordsFor(facet, value)}</span>
            <span class="count">{number(value.events)}</span>
          </button>
        );
      })}
      {facet.values.length > FEW && (
        <button type="button" class="more" onClick={() => setAll(!all)}>
          {all ? t("facet.fewer") : t("facet.more", { n: facet.values.length - FEW })}
        </button>
      )}
    </>
  );
}

function Flags({ facets }: { facets: readonly Facet[] }) {
  const flags = ["conflicts", "corrected"].map((name) => ({
    name,
    count: facets.find((facet) => facet.name === name)?.values.find((v) => v.value === "true")?.events,
  }));
  return (
    <div class="facet" role="group" aria-label={t("facet.only")}>
      <div class="label facet-title">{t("facet.only")}</div>
      {flags.map(({ name, count }) => (
        <button
          type="button"
          key={name}
          class="value"
          aria-pressed={isAsked(name, "true")}
          onClick={() => ask(toggled(query.value, name, "true"))}
        >
          <span>{t(`facet.${name}` as "facet.conflicts")}</span>
          {count !== undefined && <span class="count">{number(count)}</span>}
        </button>
      ))}
      <button
        type="button"
        class="value"
        aria-pressed={first(query.value, "min_sources") === "2"}
        onClick={() => ask(toggled(query.value, "min_sources", "2"))}
      >
        <span>{t("facet.several")}</span>
      </button>
      <button
        type="button"
        class="value"
        aria-pressed={first(query.value, "no_background") === "true"}
        onClick={() => ask(toggled(query.value, "no_background", "true"))}
      >
        <span>{t("facet.no-background")}</span>
      </button>
    </div>
  );
}

export function FacetList({ answer }: { answer: Facets | undefined }) {
  const facets = answer?.facets ?? [];
  return (
    <aside class="facets" aria-label={t("facets")}>
      <Flags facets={facets} />
      {SHOWN.map((name) => facets.find((facet) => facet.name === name)).map(
        (facet) =>
          facet &&
          facet.values.length !== 0 &&
          (optionOf(facet.name) || facet.name === "year") && (
            <details
              class="facet"
              open={!["channel", "context", "place"].includes(facet.name)}
              key={facet.name}
            >
              <summary class="label">
                {t(`facet.${facet.name}` as "facet.type")}
                <Icon name="chevron" />
              </summary>
              <Values facet={facet} total={answer?.total ?? 0} />
            </details>
          ),
      )}
    </aside>
  );
}
