// Where the desk is: the view, what it shows, and the question, all of it in the URL.
// SPDX-License-Identifier: Apache-2.0

import { computed, signal } from "@preact/signals";

import { fromParams, toParams, type Query } from "../lib/options";

export const VIEWS = [
  "ledger",
  "timeline",
  "network",
  "map",
  "actors",
  "articles",
  "brief",
  "corrections",
  "offices",
  "ingest",
] as const;
export type View = (typeof VIEWS)[number] | "event" | "article" | "actor" | "lost";

export interface Route {
  readonly view: View;
  /** Of the event, article or actor. */
  readonly id: string;
  readonly params: URLSearchParams;
}

const DETAIL: Readonly<Record<string, View>> = {
  events: "event",
  articles: "article",
  actors: "actor",
};
const DETAIL_PATH: Readonly<Record<string, string>> = {
  event: "events",
  article: "articles",
  actor: "actors",
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function routeOf(path: string, search: string): Route {
  const params = new URLSearchParams(search);
  const [head = "", ...rest] = path.replace(/^\/+|\/+$/g, "").split("/");
  if (head === "") return { view: "ledger", id: "", params };
  const id = decoded(rest.join("/"));
  const detail = DETAIL[head];
  if (id !== "" && detail) return { view: detail, id, params };
  const view = VIEWS.find((name) => name === head);
  return { view: id === "" && view ? view : "lost", id, params };
}

export function pathOf(view: View, id = ""): string {
  const folder = DETAIL_PATH[view];
  if (folder) return `/${folder}/${id.split("/").map(encodeURIComponent).join("/")}`;
  return view === "ledger" ? "/" : `/${view}`;
}

export const route = signal<Route>(routeOf(location.pathname, location.search));

/** The question that lists and pictures answer. */
export const query = computed<Query>(() => fromParams(route.value.params));

function href(view: View, id: string, params: URLSearchParams): string {
  const search = params.toString();
  return pathOf(view, id) + (search === "" ? "" : `?${search}`);
}

/** The address of a view with the question of now, and further parameters. */
export function linkTo(view: View, id = "", extra: Readonly<Record<string, string>> = {}): string {
  const params = toParams(query.value);
  for (const [name, value] of Object.entries(extra)) params.set(name, value);
  return href(view, id, params);
}

/** The address of a view with another question. */
export function linkToQuery(view: View, asked: Query): string {
  return href(view, "", toParams(asked));
}

function read(): void {
  route.value = routeOf(location.pathname, location.search);
}

export function go(address: string, replace = false): void {
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  read();
}

/** Another question for the view that is shown; details give way to the ledger. */
export function ask(next: Query, replace = false): void {
  const { view } = route.value;
  const detail = view in DETAIL_PATH || view === "lost";
  const params = toParams(next);
  if (!detail) {
    for (const name of OWN) {
      const value = route.value.params.get(name);
      if (value !== null && name !== "sel") params.set(name, value);
    }
  }
  go(href(detail ? "ledger" : view, "", params), replace);
}

/** Parameters that are a view's own. */
const OWN = ["sel", "lanes", "per", "span", "of", "node", "pov", "about", "state"];

export function own(name: string): string {
  return route.value.params.get(name) ?? "";
}

/** Sets parameters of the view; "" takes one away. Not a step of the way back. */
export function setOwn(given: Readonly<Record<string, string>>): void {
  const params = new URLSearchParams(route.value.params);
  for (const [name, value] of Object.entries(given)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  go(href(route.value.view, route.value.id, params), true);
}

export function startRouting(): void {
  addEventListener("popstate", read);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest("a");
    if (!link || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.pathname.startsWith("/v1/")) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
