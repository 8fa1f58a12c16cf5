// Actors by any spelling; without words those of the most acts.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Actors } from "../api/types";
import { named, number, t } from "../i18n";
import { first } from "../lib/options";
import { linkTo, own, query, setOwn } from "../state/route";
import { Empty, Waiting } from "../ui/parts";

import "../styles/lists.css";

const KINDS = [
  "person",
  "state",
  "body",
  "party",
  "igo",
  "ngo",
  "company",
  "media",
  "armed_group",
  "people",
  "other",
];

export default function ActorsView() {
  const words = own("words");
  const kind = own("kind");
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    const wait = setTimeout(() => setOwn({ words: typed.trim() }), 160);
    return () => clearTimeout(wait);
  }, [typed]);
  const params = new URLSearchParams({ limit: "200" });
  if (words !== "") params.set("words", words);
  if (kind !== "") params.set("kind", kind);
  const asOf = first(query.value, "as_of");
  if (asOf !== "") params.set("as_of", asOf);
  const asked = useAsked<Actors>(`/v1/actors?${params.toString()}`);
  return (
    <div class="page">
      <div class="list-bar tall">
        <input
          class="field grow"
          type="search"
          aria-label={t("actors.find")}
          placeholder={t("actors.find")}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <select
          class="field"
          aria-label={t("actors.kind")}
          value={kind}
          onChange={(event) => setOwn({ kind: event.currentTarget.value })}
        >
          <option value="">{t("actors.any")}</option>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {named("kind", one)}
            </option>
          ))}
        </select>
      </div>
      <Waiting asked={asked}>
        {({ actors }) =>
          actors.length === 0 ? (
            <Empty title={t("actors.none")} />
          ) : (
            <table class="sheet-table">
              <caption class="unseen">{t("view.actors")}</caption>
              <thead>
                <tr class="label">
                  <th scope="col">{t("title.actor")}</th>
                  <th scope="col">{t("actors.kind")}</th>
                  <th scope="col">{t("actor.of")}</th>
                  <th scope="col">{t("actor.office")}</th>
                  <th scope="col" class="number">
                    {t("article.acts")}
                  </th>
                  <th scope="col" class="number">
                    {t("articles")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {actors.map((actor) => (
                  <tr key={actor.id}>
                    <td>
                      <a href={linkTo("actor", actor.id)}>{actor.name}</a>
                    </td>
                    <td class="quiet">{named("kind", actor.kind)}</td>
                    <td>
                      <span class="code">{actor.code ?? ""}</span>
                    </td>
                    <td>{actor.office ?? ""}</td>
                    <td class="number">{number(actor.acts)}</td>
                    <td class="number">{number(actor.articles)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Waiting>
    </div>
  );
}
