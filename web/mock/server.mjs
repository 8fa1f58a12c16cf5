// Answers like the server as far as the page needs it, from build/web-mock/data.json: for work on
// the page without the server. MOCK_ROWS=100000 makes that many events of those that are there.
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";

const data = JSON.parse(readFileSync(new URL("../../build/web-mock/data.json", import.meta.url)));
const port = Number(process.env.PORT ?? 8642);
const wanted = Number(process.env.MOCK_ROWS ?? data.events.length);

const withIds = (list) =>
  list.map((party) => ({ id: party.table_name ? party.key : `${party.key}@${party.code}`, ...party }));
const base = data.events.map((event) => {
  const copy = { ...event, actors: withIds(event.actors), recipients: withIds(event.recipients) };
  copy.day = (event.date ?? event.first_published ?? "").slice(0, 10) || null;
  copy.told = event.told.map((act, i) => ({
    ...act,
    actors: withIds(act.actors),
    recipients: withIds(act.recipients),
    event: event.id,
    source: i + 1,
    first_of_source: true,
  }));
  copy.claims = event.claims.map((claim) => ({ why: claim.rule, ...claim }));
  copy.history = [];
  delete copy.next;
  return copy;
});
const events = [];
for (let i = 0; events.length < wanted; i += 1) {
  for (const event of base) {
    if (events.length === wanted) break;
    events.push(
      i === 0 ? event : { ...event, id: `e${(i * 1000 + events.length).toString(16).padStart(16, "0")}` },
    );
  }
}

function matches(event, params) {
  const parties = [...event.actors, ...event.recipients];
  const has = (list, words) =>
    list.some((p) => `${p.name} ${p.code} ${p.table_name ?? ""}`.toLowerCase().includes(words.toLowerCase()));
  const named = (name, list) => params.getAll(name).every((words) => has(list, words));
  const types = params.getAll("type");
  const day = event.day ?? "";
  const date = params.get("date") ?? "";
  return (
    named("country", parties) &&
    named("actor", parties) &&
    named("by", event.actors) &&
    named("recipient", event.recipients) &&
    (types.length === 0 ||
      types.some((type) => type === event.type || type === `${event.type}/${event.mode}`)) &&
    (!params.has("status") || params.getAll("status").includes(event.status)) &&
    (!params.has("conflicts") || event.conflicts.length !== 0) &&
    (!params.has("text") ||
      params
        .get("text")
        .toLowerCase()
        .split(" ")
        .every((w) => event.evidence.toLowerCase().includes(w))) &&
    day.startsWith(date) &&
    (!params.has("from") || day >= params.get("from")) &&
    (!params.has("to") || day.slice(0, params.get("to").length) <= params.get("to")) &&
    Number(params.get("min_sources") ?? 0) <= event.sources
  );
}

function counted(list, keysOf) {
  const counts = new Map();
  for (const item of list) for (const key of keysOf(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, count]) => ({ value, name: value, events: count }));
}
const quadsOf = (list) => [1, 2, 3, 4].map((quad) => list.filter((event) => event.quad === quad).length);
const codes = (event) => [
  ...new Set([...event.actors, ...event.recipients].map((p) => p.code).filter(Boolean)),
];
const names = (event) => [
  ...new Set([...event.actors, ...event.recipients].filter((p) => p.kind === "person").map((p) => p.name)),
];

function stretches(list, per) {
  const cut = per === "year" ? 4 : per === "day" ? 10 : 7;
  const groups = new Map();
  for (const event of list) {
    if (!event.day) continue;
    const day = `${event.day.slice(0, cut)}-01-01`.slice(0, 10);
    groups.set(day, [...(groups.get(day) ?? []), event]);
  }
  return [...groups]
    .sort()
    .map(([day, own]) => ({ day, events: own.length, articles: own.length, quads: quadsOf(own) }));
}

const KEYS = {
  actor: names,
  type: (e) => [e.type],
  dyad: (e) => {
    const c = codes(e).sort();
    return c.length === 2 ? [`${c[0]}-${c[1]}`] : [];
  },
};

const ROUTES = {
  "/v1/about": () => ({
    program: "chancery mock",
    version: 1,
    events: events.length,
    acts: events.length,
    articles: data.articles.length,
    first_day: "2016-01-01",
    last_day: "2026-02-06",
    demo: true,
    author: "desk",
    scopes: ["read", "correct"],
    types: counted(base, (e) => [e.type]).map(({ value }) => ({
      type: value,
      quad: base.find((e) => e.type === value).quad,
      modes: counted(
        base.filter((e) => e.type === value && e.mode),
        (e) => [e.mode],
      ).map((m) => m.value),
    })),
    channels: ["in_person", "phone", "letter"],
    contexts: ["military", "diplomatic"],
    formats: [{ name: "gdelt", words: "GDELT 2.0 events", media_type: "text/tab-separated-values" }],
    limits: { upload_bytes: 1, query_seconds: 5, page: 1000 },
  }),
  "/v1/events": (params) => {
    const list = events.filter((event) => matches(event, params));
    if (params.has("newest_first")) list.reverse();
    const at = Number(params.get("cursor") ?? params.get("offset") ?? 0);
    const end = at + Number(params.get("limit") ?? 100);
    return {
      version: 1,
      events: list.slice(at, end).map(({ told, claims, links, history, ...row }) => row),
      next: end < list.length ? String(end) : null,
    };
  },
  "/v1/events/facets": (params) => {
    const list = events.filter((event) => matches(event, params));
    const facet = (name, keys) => ({ name, values: counted(list, keys), more: false });
    return {
      version: 1,
      total: list.length,
      facets: [
        facet("type", (e) => [e.type]),
        facet("country", codes),
        facet("actor", names),
        facet("status", (e) => [e.status]),
        facet("year", (e) => (e.day ? [e.day.slice(0, 4)] : [])),
        facet("outlet", (e) => [...new Set(e.told.map((a) => a.outlet))]),
      ],
    };
  },
  "/v1/timeline": (params) => {
    const list = events.filter((event) => matches(event, params));
    const per = params.get("per") ?? "month";
    const keys = KEYS[params.get("lanes")];
    return {
      version: 1,
      per,
      stretches: stretches(list, per),
      lanes: keys
        ? counted(list, keys)
            .slice(0, 12)
            .map(({ value, events: n }) => ({
              key: value,
              name: value,
              events: n,
              stretches: stretches(
                list.filter((e) => keys(e).includes(value)),
                per,
              ),
            }))
        : [],
    };
  },
  "/v1/places": (params) => {
    const list = events.filter((event) => matches(event, params) && event.place);
    return {
      version: 1,
      nowhere: 3,
      more: false,
      places: counted(list, (e) => [e.place]).map(({ value }) => {
        const own = list.filter((e) => e.place === value);
        const [e] = own;
        return {
          place: value,
          country: e.place_country,
          latitude: e.place_latitude,
          longitude: e.place_longitude,
          events: own.length,
          articles: own.length,
          quads: quadsOf(own),
        };
      }),
    };
  },
  "/v1/network": (params) => {
    const list = events.filter((event) => matches(event, params));
    const keys = params.get("of") === "actor" ? names : codes;
    const edges = new Map();
    for (const event of list) {
      const own = keys(event).sort();
      for (let i = 0; i < own.length; i += 1)
        for (let j = i + 1; j < own.length; j += 1) {
          const key = `${own[i]}|${own[j]}`;
          edges.set(key, [...(edges.get(key) ?? []), event]);
        }
    }
    return {
      version: 1,
      more: false,
      nodes: counted(list, keys).map(({ value, events: n }) => ({
        id: value,
        name: value,
        kind: "state",
        code: value,
        events: n,
        quads: quadsOf(list.filter((e) => keys(e).includes(value))),
      })),
      edges: [...edges].map(([key, own]) => ({
        one: key.split("|")[0],
        other: key.split("|")[1],
        events: own.length,
        articles: own.length,
        quads: quadsOf(own),
      })),
    };
  },
  "/v1/actors": (params) => ({
    version: 1,
    actors: data.actors
      .filter((a) => a.name.toLowerCase().includes((params.get("words") ?? "").toLowerCase()))
      .slice(0, Number(params.get("limit") ?? 20)),
  }),
  "/v1/brief": () => ({
    version: 1,
    title: "Vietnam",
    summary: "…",
    themes: [
      {
        name: "All",
        more: 0,
        items: base.slice(0, 12).map((e) => ({
          event: e.id,
          what: `${e.actors.map((a) => a.name).join(", ")} – ${e.type}`,
          words: e.evidence,
          sources: e.told.map((a) => ({ name: a.outlet, url: a.url, doc: a.doc })),
        })),
      },
    ],
  }),
  "/v1/articles": () => ({ version: 1, articles: data.articles, next: null }),
  "/v1/statements": (params) => ({
    version: 1,
    statements: data.statements
      .filter((s) => !params.has("doc") || s.doc === params.get("doc"))
      .map((s) => ({ ...s, speakers: [], addressees: [] })),
    next: null,
  }),
  "/v1/offices": () => ({ version: 1, offices: data.offices }),
  "/v1/corrections": () => ({ version: 1, corrections: [], next: null }),
  "/v1/queries": () => ({ queries: [] }),
  "/v1/jobs": () => ({ jobs: [] }),
  "/v1/versions": () => ({
    versions: data.versions.map((v) => ({
      id: v.version,
      at: v.at,
      what: v.what,
      author: null,
      tool: v.by,
      articles: v.articles,
      detail: null,
    })),
  }),
};

function article(doc) {
  const text = data.texts[doc] ?? "";
  const acts = base.flatMap((event) => event.told).filter((act) => act.doc === doc);
  const statements = data.statements
    .filter((s) => s.doc === doc)
    .map((s) => ({ ...s, speakers: [], addressees: [] }));
  const actors = [
    ...new Map(acts.flatMap((act) => [...act.actors, ...act.recipients]).map((p) => [p.id, p])).values(),
  ];
  const none = { act: null, field: null, statement: null, actor: null };
  const spans = [];
  const add = (kind, words, more) => {
    const begin = text.indexOf(words);
    if (begin >= 0 && words) spans.push({ kind, begin, end: begin + words.length, ...none, ...more });
  };
  for (const act of acts) {
    add("act", act.evidence, { act: act.id });
    add("trigger", act.trigger, { act: act.id });
  }
  for (const s of statements) add("statement", s.content, { statement: s.id });
  for (const actor of actors) add("actor", actor.name, { actor: actor.id });
  spans.sort((a, b) => a.begin - b.begin || b.end - a.end);
  return {
    version: 1,
    article: data.articles.find((a) => a.doc === doc),
    text,
    blocks: [],
    spans,
    acts,
    statements,
    actors,
  };
}

// As the server does: the page's own files, and the page itself for every other address.
const TYPES = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".html": "text/html; charset=utf-8",
};
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

function page(path, response) {
  const dist = new URL("../dist/", import.meta.url);
  const name = extname(path) in TYPES ? path.slice(1) : "index.html";
  try {
    const body = readFileSync(new URL(name, dist));
    response.writeHead(200, { "content-type": TYPES[extname(name)], "content-security-policy": CSP });
    response.end(body);
  } catch {
    response.writeHead(404);
    response.end();
  }
}

createServer((request, response) => {
  const url = new URL(request.url, "http://mock");
  const answer = (body, status = 200) => {
    response.writeHead(status, { "content-type": "application/json", etag: '"1"' });
    response.end(JSON.stringify(body));
  };
  if (url.pathname === "/v1/stream") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    return void response.write("id: 1\nevent: version\ndata: {}\n\n");
  }
  const route = ROUTES[url.pathname];
  if (route) return answer(route(url.searchParams));
  const event = /^\/v1\/events\/(\w+)$/.exec(url.pathname);
  if (event) {
    const body = events.find((e) => e.id === event[1]);
    return body ? answer(body) : answer({ title: "not found", status: 404, detail: "no such event" }, 404);
  }
  const doc = /^\/v1\/articles\/([^/]+)(\/copies)?$/.exec(url.pathname);
  if (doc) return answer(doc[2] ? { version: 1, copies: [] } : article(decodeURIComponent(doc[1])));
  const actor = /^\/v1\/actors\/([^/]+)$/.exec(url.pathname);
  if (actor)
    return answer({
      version: 1,
      id: actor[1],
      name: "To Lam",
      kind: "person",
      code: "VNM",
      sector: "GOV",
      detail: null,
      source: "hand",
      names: [{ text: "To Lam", what: "name", source: "hand" }],
      offices: [
        {
          title: "Minister of Public Security",
          office: "minister",
          code: "VNM",
          sector: "GOV",
          since: "2016-04-09",
          until: "2024-06-06",
          source: "hand",
        },
        {
          title: "General Secretary",
          office: "party_leader",
          code: "VNM",
          sector: "PTY",
          since: "2024-08-03",
          until: null,
          source: "hand",
        },
      ],
      holders: [],
      members: [],
      said: [
        {
          name: "To Lam",
          kind: "person",
          code: "VNM",
          acts: 30,
          articles: 8,
          first: null,
          last: null,
          names: [{ text: "To Lam", articles: 8, first: null, last: null }],
          offices: [{ text: "General Secretary", articles: 2, first: null, last: null }],
          outlets: [],
        },
      ],
      learned: data.offices.slice(0, 1),
      acts: base.slice(0, 20).flatMap((e) => e.told),
      statements: data.statements.slice(0, 5),
    });
  if (url.pathname.startsWith("/v1/"))
    return answer({ title: "not found", status: 404, detail: url.pathname }, 404);
  return page(url.pathname, response);
}).listen(port, "127.0.0.1", () => console.log(`mock: http://127.0.0.1:${port}, ${events.length} events`));
