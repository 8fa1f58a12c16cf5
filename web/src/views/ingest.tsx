// Files read into the ledger: dropped or chosen, how far each has come, what became of its articles.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useRef, useState } from "preact/hooks";

import { read, write, type Problem } from "../api/client";
import type { Job, JobDetail, Jobs } from "../api/types";
import { momentWords, number, t } from "../i18n";
import { about, jobs, keepJob, mayCorrect } from "../state/about";
import { faultWords } from "../state/correcting";
import { linkTo } from "../state/route";
import { forget, upload, uploads } from "../state/uploads";
import { Icon } from "../ui/icons";
import { Empty } from "../ui/parts";
import { tell } from "../ui/toast";

import "../styles/lists.css";

function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < 3) {
    value /= 1000;
    unit += 1;
  }
  return `${number(Math.round(value * 10) / 10)} ${units[unit]}`;
}

function Progress({ part, label }: { part: number; label: string }) {
  return <progress max={1} value={part} aria-label={label} />;
}

function Results({ id }: { id: string }) {
  const [detail, setDetail] = useState<JobDetail>();
  useEffect(() => {
    void read<JobDetail>(`/v1/jobs/${encodeURIComponent(id)}`).then(({ body }) => setDetail(body));
  }, [id]);
  if (!detail) return null;
  return (
    <ul class="results">
      {detail.results.map((result) => (
        <li key={result.doc}>
          <span class={result.what === "refused" ? "tag bad" : "tag"}>{t(`ingest.what.${result.what}`)}</span>
          {result.what === "refused" ? (
            <span>{result.doc}</span>
          ) : (
            <a href={linkTo("article", result.doc)}>{result.doc}</a>
          )}
          <span class="quiet small">
            {result.reason ?? (result.acts === null ? "" : t("ingest.acts", { n: result.acts }))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function JobItem({ job }: { job: Job }) {
  const going = job.state === "waiting" || job.state === "running";
  const stop = async (): Promise<void> => {
    try {
      await write(`/v1/jobs/${encodeURIComponent(job.id)}`, { method: "DELETE" });
      keepJob({ ...job, state: "cancelled" });
    } catch (error) {
      tell(faultWords(error as Problem));
    }
  };
  return (
    <li class="job">
      <div class="job-head">
        <strong class="cut">{job.name}</strong>
        <span class="quiet small">{bytes(job.bytes)}</span>
        <span class={job.state === "failed" ? "tag bad" : job.state === "done" ? "tag good" : "tag"}>
          {t(`ingest.state.${job.state}`)}
        </span>
        <span class="grow" />
        <span class="quiet small">{momentWords(job.created)}</span>
        {going && (
          <button type="button" class="button" onClick={() => void stop()}>
            {t("ingest.stop")}
          </button>
        )}
      </div>
      {going && <Progress part={job.bytes === 0 ? 0 : job.read / job.bytes} label={job.name} />}
      <p class="small quiet">
        {[
          t("ingest.documents", { n: job.documents }),
          t("ingest.acts", { n: job.acts }),
          ...(["stored", "updated", "recoded", "unchanged", "refused"] as const)
            .filter((what) => job[what] > 0)
            .map((what) => `${t(`ingest.what.${what}`)} ${number(job[what])}`),
        ].join(" · ")}
      </p>
      {job.error && <p class="notice bad">{job.error}</p>}
      {job.notices.map((notice) => (
        <p class="small" key={notice}>
          {notice}
        </p>
      ))}
      {job.state === "done" && job.documents > 0 && (
        <details>
          <summary>{t("ingest.results")}</summary>
          <Results id={job.id} />
        </details>
      )}
    </li>
  );
}

export default function IngestView() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void read<Jobs>("/v1/jobs").then(
      ({ body }) => body.jobs.forEach(keepJob),
      () => undefined,
    );
  }, []);
  return (
    <div class="page">
      <div class="column">
        <header class="column-head">
          <div>
            <h1 class="title-1">{t("title.ingest")}</h1>
            <p class="quiet">{t("ingest.lead")}</p>
          </div>
        </header>
        {about.value && !mayCorrect.value ? (
          <p class="notice">{t("ingest.forbidden")}</p>
        ) : (
          <div class="drop-zone">
            <Icon name="upload" />
            <p>{t("ingest.drop")}</p>
            <button type="button" class="button first" onClick={() => input.current?.click()}>
              {t("ingest.choose")}
            </button>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              aria-label={t("ingest.choose")}
              onChange={(event) => {
                upload([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = "";
              }}
            />
          </div>
        )}
        <ul class="jobs" aria-live="polite">
          {uploads.value.map((one) => (
            <li class="job" key={`upload-${one.id}`}>
              <div class="job-head">
                <strong class="cut">{one.name}</strong>
                <span class="quiet small">{bytes(one.bytes)}</span>
                {one.fault === "" ? (
                  <span class="tag">{t("ingest.sending")}</span>
                ) : (
                  <>
                    <span class="tag bad">{one.fault === "offline" ? t("offline") : one.fault}</span>
                    <button
                      type="button"
                      class="icon-button"
                      aria-label={t("close")}
                      onClick={() => forget(one.id)}
                    >
                      <Icon name="close" />
                    </button>
                  </>
                )}
              </div>
              {one.fault === "" && (
                <Progress part={one.bytes === 0 ? 0 : one.sent / one.bytes} label={one.name} />
              )}
            </li>
          ))}
          {jobs.value.map((job) => (
            <JobItem key={job.id} job={job} />
          ))}
        </ul>
        {jobs.value.length === 0 && uploads.value.length === 0 && <Empty title={t("ingest.none")} />}
      </div>
    </div>
  );
}
