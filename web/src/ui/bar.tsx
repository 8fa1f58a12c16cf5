// The bar at the top: where one may go, what one may do everywhere.
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

import { useAsked } from "../api/asked";
import { write } from "../api/client";
import type { Queries, SavedQuery, Versions } from "../api/types";
import { LANGUAGES, language, momentWords, named, t, useLanguage, type Key } from "../i18n";
import { formatQuery } from "../lib/query";
import { first, fromParams, toParams, withValues } from "../lib/options";
import { about } from "../state/about";
import { questionPath } from "../state/questions";
import { ask, linkTo, query, route, type View, VIEWS } from "../state/route";
import { theme, turnTheme } from "../state/theme";
import { Dialog } from "./dialog";
import { Icon, Seal } from "./icons";
import { Menu } from "./menu";
import { tell } from "./toast";

const PARENT: Readonly<Partial<Record<View, View>>> = {
  event: "ledger",
  article: "articles",
  actor: "actors",
};

function Tabs() {
  const here = PARENT[route.value.view] ?? route.value.view;
  return (
    <nav class="tabs" aria-label={t("views")}>
      {VIEWS.filter((view) => view !== "ingest").map((view) => (
        <a key={view} href={linkTo(view)} aria-current={view === here ? "page" : undefined}>
          {t(`view.${view}` as Key)}
        </a>
      ))}
    </nav>
  );
}

function ExportMenu() {
  return (
    <Menu icon="export" label={t("export")}>
      {() => (
        <>
          <div class="label">{t("export.what")}</div>
          {(about.value?.formats ?? []).map((format) => (
            <a
              key={format.name}
              role="menuitem"
              tabIndex={-1}
              download=""
              href={questionPath("/v1/export", "page", query.value, { format: format.name })}
            >
              <span>{format.name}</span>
              <span class="quiet small">{format.words}</span>
            </a>
          ))}
          <hr />
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              const command = `chancery events --ledger FILE ${formatQuery(query.value)}`.trim();
              void navigator.clipboard.writeText(command).then(() => tell(t("copied")));
            }}
          >
            {t("export.command")}
          </button>
        </>
      )}
    </Menu>
  );
}

function SaveDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const body = { name, query: toParams(query.value).toString() };
      await write<SavedQuery>("/v1/queries", { method: "POST", body });
      tell(t("saved", { name }));
      onClose();
    } catch (error) {
      tell((error as Error).message);
    }
  };
  return (
    <Dialog title={t("save.title")} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} class="stack">
        <p class="mono quiet">{formatQuery(query.value) || t("everything")}</p>
        <label class="stack-tight">
          <span>{t("save.name")}</span>
          <input
            class="field"
            value={name}
            required
            maxLength={120}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <footer>
          <button type="submit" class="button first">
            {t("save")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function SavedList() {
  const asked = useAsked<Queries>("/v1/queries");
  const [gone, setGone] = useState<readonly string[]>([]);
  const remove = async (saved: SavedQuery): Promise<void> => {
    try {
      await write(`/v1/queries/${encodeURIComponent(saved.id)}`, { method: "DELETE" });
      setGone([...gone, saved.id]);
    } catch (error) {
      tell((error as Error).message);
    }
  };
  const list = (asked.body?.queries ?? []).filter((saved) => !gone.includes(saved.id));
  if (list.length === 0) return <div class="quiet small pad">{t("save.none")}</div>;
  return (
    <>
      {list.map((saved) => (
        <div class="saved" role="none" key={saved.id}>
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              ask(fromParams(new URLSearchParams(saved.query)));
            }}
          >
            <span>{saved.name}</span>
            <span class="quiet small mono cut">
              {formatQuery(fromParams(new URLSearchParams(saved.query)))}
            </span>
          </button>
          <a
            class="icon-button"
            href={saved.feed}
            role="menuitem"
            tabIndex={-1}
            target="_blank"
            rel="noreferrer"
            aria-label={t("save.feed", { name: saved.name })}
            title={t("save.feed", { name: saved.name })}
          >
            <Icon name="open" />
          </a>
          <button
            type="button"
            class="icon-button"
            role="menuitem"
            tabIndex={-1}
            aria-label={t("save.delete", { name: saved.name })}
            title={t("save.delete", { name: saved.name })}
            onClick={(event) => {
              event.stopPropagation();
              void remove(saved);
            }}
          >
            <Icon name="trash" />
          </button>
        </div>
      ))}
    </>
  );
}

export function SavedMenu() {
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Menu icon="save" label={t("queries")}>
        {() => (
          <>
            <button type="button" role="menuitem" tabIndex={-1} onClick={() => setSaving(true)}>
              <Icon name="plus" />
              {t("save.this")}
            </button>
            <hr />
            <SavedList />
          </>
        )}
      </Menu>
      {saving && <SaveDialog onClose={() => setSaving(false)} />}
    </>
  );
}

function VersionList() {
  const asked = useAsked<Versions>("/v1/versions?last=30");
  const now = first(query.value, "as_of");
  const choose = (version: string): void =>
    ask(withValues(query.value, "as_of", version === "" ? [] : [version]));
  const versions = [...(asked.body?.versions ?? [])].sort((one, other) => other.id - one.id);
  return (
    <>
      <div class="label">{t("as-of.what")}</div>
      <button
        type="button"
        role="menuitemradio"
        aria-checked={now === ""}
        tabIndex={-1}
        onClick={() => choose("")}
      >
        {t("as-of.now")}
      </button>
      {versions.map((version) => (
        <button
          type="button"
          key={version.id}
          role="menuitemradio"
          aria-checked={now === String(version.id)}
          tabIndex={-1}
          onClick={() => choose(String(version.id))}
        >
          <span>{version.id}</span>
          <span>{named("version", version.what)}</span>
          <span class="quiet small">{momentWords(version.at)}</span>
        </button>
      ))}
    </>
  );
}

function LanguageMenu() {
  return (
    <Menu icon="language" label={t("language")}>
      {() =>
        LANGUAGES.map((name) => (
          <button
            type="button"
            key={name}
            role="menuitemradio"
            aria-checked={name === language.value}
            tabIndex={-1}
            lang={name}
            onClick={() => void useLanguage(name)}
          >
            {new Intl.DisplayNames([name], { type: "language" }).of(name)}
          </button>
        ))
      }
    </Menu>
  );
}

export function Bar({ onHelp }: { onHelp: () => void }) {
  const turn = theme.value === "dark" ? t("theme.light") : t("theme.dark");
  return (
    <header class="bar">
      <a class="brand" href="/" aria-label="Chancery">
        <Seal />
        <span>Chancery</span>
      </a>
      <Tabs />
      <div class="tools">
        <a class="icon-button" href={linkTo("ingest")} aria-label={t("view.ingest")} title={t("view.ingest")}>
          <Icon name="upload" />
        </a>
        <ExportMenu />
        <Menu icon="history" label={t("as-of")}>
          {() => <VersionList />}
        </Menu>
        <LanguageMenu />
        <button type="button" class="icon-button" aria-label={turn} title={turn} onClick={turnTheme}>
          <Icon name={theme.value === "dark" ? "sun" : "moon"} />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t("keys")}
          title={`${t("keys")} (?)`}
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}
