// What analysts changed, newest first; each can be taken back.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import type { Correction, CorrectionPage } from "../api/types";
import { momentWords, named, number, t } from "../i18n";
import { mayCorrect } from "../state/about";
import { undo } from "../state/correcting";
import { linkTo } from "../state/route";
import { Icon } from "../ui/icons";
import { Empty, Waiting } from "../ui/parts";

import "../styles/lists.css";

function Row({ entry }: { entry: Correction }) {
  const [anchor] = entry.acts;
  return (
    <tr data-gone={!entry.in_force || undefined}>
      <td class="number quiet">{number(entry.id)}</td>
      <td>
        <span class="tag">{named("correction", entry.kind)}</span>
      </td>
      <td class="wide">
        {entry.what}
        {anchor && (
          <p class="small">
            <a href={linkTo("article", anchor.doc)}>{anchor.doc}</a>{" "}
            <span class="words quiet">“{anchor.evidence}”</span>
          </p>
        )}
      </td>
      <td>{entry.reason ?? ""}</td>
      <td>{entry.author}</td>
      <td class="quiet">{momentWords(entry.at)}</td>
      <td>
        {!entry.in_force ? (
          <span class="tag">{t("no-longer")}</span>
        ) : (
          <>
            {!entry.placed && <span class="tag warn">{t("corrections.waiting")}</span>}
            {mayCorrect.value && (
              <button type="button" class="button" onClick={() => void undo(entry.id)}>
                <Icon name="undo" />
                {t("undo")}
              </button>
            )}
          </>
        )}
      </td>
    </tr>
  );
}

export default function CorrectionsView() {
  const [limit, setLimit] = useState(200);
  const asked = useAsked<CorrectionPage>(`/v1/corrections?newest_first=true&limit=${limit}`);
  return (
    <div class="page">
      <div class="column wide-column">
        <header class="column-head">
          <div>
            <h1 class="title-1">{t("title.corrections")}</h1>
            <p class="quiet">{t("corrections.lead")}</p>
          </div>
        </header>
        <Waiting asked={asked}>
          {({ corrections, next }) =>
            corrections.length === 0 ? (
              <Empty title={t("corrections.none")} />
            ) : (
              <>
                <table class="sheet-table flush">
                  <caption class="unseen">{t("view.corrections")}</caption>
                  <thead>
                    <tr class="label">
                      <th scope="col" class="number">
                        {t("corrections.n")}
                      </th>
                      <th scope="col" colSpan={2}>
                        {t("corrections.what")}
                      </th>
                      <th scope="col">{t("corrections.why")}</th>
                      <th scope="col">{t("corrections.who")}</th>
                      <th scope="col">{t("corrections.when")}</th>
                      <td />
                    </tr>
                  </thead>
                  <tbody>
                    {corrections.map((entry) => (
                      <Row key={entry.uid} entry={entry} />
                    ))}
                  </tbody>
                </table>
                {next !== null && limit < 1000 && (
                  <button type="button" class="button" onClick={() => setLimit(1000)}>
                    {t("corrections.more")}
                  </button>
                )}
              </>
            )
          }
        </Waiting>
      </div>
    </div>
  );
}
