// Offices that articles state and no table has.
// SPDX-License-Identifier: Apache-2.0

import { useAsked } from "../api/asked";
import type { Offices } from "../api/types";
import { t } from "../i18n";
import { first } from "../lib/options";
import { own, query, setOwn } from "../state/route";
import { Empty, Waiting } from "../ui/parts";
import { Learned } from "./learned";

import "../styles/lists.css";

export default function OfficesView() {
  const all = own("state") === "all";
  const params = new URLSearchParams();
  if (all) params.set("all", "true");
  const asOf = first(query.value, "as_of");
  if (asOf !== "") params.set("as_of", asOf);
  const asked = useAsked<Offices>(`/v1/offices?${params.toString()}`.replace(/\?$/, ""));
  return (
    <div class="page">
      <div class="column">
        <header class="column-head">
          <div>
            <h1 class="title-1">{t("title.offices")}</h1>
            <p class="quiet">{t("offices.lead")}</p>
          </div>
          <label class="check">
            <input
              type="checkbox"
              checked={all}
              onChange={(event) => setOwn({ state: event.currentTarget.checked ? "all" : "" })}
            />
            {t("offices.show-all")}
          </label>
        </header>
        <Waiting asked={asked}>
          {({ offices }) =>
            offices.length === 0 ? (
              <Empty title={t("offices.none")} />
            ) : (
              <ul>
                {offices.map((office) => (
                  <Learned key={office.id + office.decision} office={office} />
                ))}
              </ul>
            )
          }
        </Waiting>
      </div>
    </div>
  );
}
