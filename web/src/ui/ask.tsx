// The query box: the command line's syntax, with what may come next.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useRef, useState } from "preact/hooks";

import { read } from "../api/client";
import type { Actors } from "../api/types";
import { named, t, type Key } from "../i18n";
import { caretIn, formatQuery, OPTION_WORDS, parseQuery, quoted, type Caret } from "../lib/query";
import { NOTHING, optionOf } from "../lib/options";
import { about } from "../state/about";
import { ask, query } from "../state/route";
import { Icon } from "./icons";

interface Offer {
  readonly value: string;
  readonly words: string;
  /** Goes on with a value: no blank is needed to close it. */
  readonly option: boolean;
}

function optionOffers(prefix: string): Offer[] {
  return OPTION_WORDS.filter((word) => word.startsWith(prefix)).map((word) => ({
    value: word,
    words: named("option", word.slice(2)),
    option: true,
  }));
}

function knownValues(option: string): Offer[] {
  const given = about.value;
  const plain = (prefix: string, list: readonly string[]): Offer[] =>
    list.map((value) => ({ value, words: named(prefix, value), option: false }));
  if (option === "type") {
    return (given?.types ?? []).flatMap(({ type, modes }) => [
      { value: type, words: named("type", type), option: false },
      ...modes.map((mode) => ({
        value: `${type}/${mode}`,
        words: named("mode", mode),
        option: false,
      })),
    ]);
  }
  if (option === "sector") {
    return plain("sector", [
      "GOV",
      "LEG",
      "JUD",
      "MIL",
      "COP",
      "PTY",
      "IGO",
      "NGO",
      "BUS",
      "MED",
      "CVL",
      "REB",
      "OPP",
      "EDU",
    ]);
  }
  if (option === "status") return plain("status", ["happened", "planned", "denied"]);
  if (option === "channel") return plain("channel", given?.channels ?? []);
  if (option === "context") return plain("context", given?.contexts ?? []);
  return [];
}

const PEOPLE = ["actor", "by", "recipient", "country"];

async function partyOffers(caret: Caret, abort: AbortSignal): Promise<Offer[]> {
  const params = new URLSearchParams({ words: caret.prefix, limit: "8" });
  if (caret.option === "country") params.set("kind", "state");
  const { body } = await read<Actors>(`/v1/actors?${params.toString()}`, abort);
  return body.actors.map((actor) => ({ value: actor.name, words: actor.code ?? "", option: false }));
}

function useOffers(caret: Caret | null): Offer[] {
  const [offers, setOffers] = useState<Offer[]>([]);
  const key = caret ? `${caret.option} ${caret.prefix} ${about.value ? 1 : 0}` : "";
  useEffect(() => {
    if (!caret) return setOffers([]);
    if (caret.prefix.startsWith("-")) return setOffers(optionOffers(caret.prefix));
    if (PEOPLE.includes(caret.option) && caret.prefix.length > 1) {
      const abort = new AbortController();
      const wait = setTimeout(() => {
        partyOffers(caret, abort.signal).then(setOffers, () => setOffers([]));
      }, 120);
      return () => {
        clearTimeout(wait);
        abort.abort();
      };
    }
    const low = caret.prefix.toLowerCase();
    setOffers(
      knownValues(caret.option).filter(
        ({ value, words }) => value.toLowerCase().includes(low) || words.toLowerCase().includes(low),
      ),
    );
    return undefined;
  }, [key]);
  return offers.slice(0, 40);
}

export function AskBox() {
  const asked = formatQuery(query.value);
  const [line, setLine] = useState(asked);
  const [caret, setCaret] = useState<Caret | null>(null);
  const [chosen, setChosen] = useState(-1);
  const [fault, setFault] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const offers = useOffers(caret);
  useEffect(() => {
    setLine(asked);
    setFault("");
  }, [asked]);
  useEffect(() => setChosen(-1), [caret?.prefix, caret?.option]);

  const submit = (text: string): void => {
    const parsed = parseQuery(text);
    setCaret(null);
    if (!parsed.ok) {
      const { error } = parsed;
      setFault(t(`query.${error.kind}` as Key, { word: error.word }));
      input.current?.setSelectionRange(error.at, error.at + error.length);
      return;
    }
    setFault("");
    ask(parsed.query);
  };
  const type = (element: HTMLInputElement): void => {
    setLine(element.value);
    setFault("");
    setCaret(caretIn(element.value, element.selectionStart ?? element.value.length));
  };
  const take = (offer: Offer): void => {
    if (!caret) return;
    const kind = optionOf(offer.value.slice(2).replaceAll("-", "_"))?.kind;
    const word = offer.option ? offer.value : quoted(offer.value);
    const next = `${line.slice(0, caret.begin)}${word} ${line.slice(caret.end).trimStart()}`;
    setLine(next);
    const at = caret.begin + word.length + 1;
    setChosen(-1);
    setCaret(offer.option && kind !== "flag" ? caretIn(next, at) : null);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const offer = offers[chosen];
    if (event.key === "ArrowDown" && offers.length !== 0) setChosen((chosen + 1) % offers.length);
    else if (event.key === "ArrowUp" && offers.length !== 0) {
      setChosen((chosen - 1 + offers.length) % offers.length);
    } else if (event.key === "Enter" && offer) take(offer);
    else if (event.key === "Enter") submit(line);
    else if (event.key === "Escape" && caret && offers.length !== 0) setCaret(null);
    else if (event.key === "Escape") input.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const open = caret !== null && offers.length !== 0;
  return (
    <div class={fault === "" ? "ask-box" : "ask-box wrong"} role="search">
      <span class="prompt" aria-hidden="true">
        chancery events
      </span>
      <input
        ref={input}
        id="ask"
        type="text"
        role="combobox"
        aria-label={t("ask")}
        aria-expanded={open}
        aria-controls="offers"
        aria-autocomplete="list"
        aria-activedescendant={open && chosen >= 0 ? `offer-${chosen}` : undefined}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : "ask-fault"}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={t("ask.example")}
        value={line}
        onInput={(event) => type(event.currentTarget)}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
      />
      {line !== "" && (
        <button
          type="button"
          class="icon-button"
          aria-label={t("ask.clear")}
          title={t("ask.clear")}
          onClick={() => {
            setLine("");
            ask(NOTHING);
          }}
        >
          <Icon name="close" />
        </button>
      )}
      <div class="menu" role="listbox" id="offers" aria-label={t("ask.offers")} hidden={!open}>
        {open &&
          offers.map((offer, i) => (
            <div
              key={offer.value}
              id={`offer-${i}`}
              role="option"
              aria-selected={i === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                take(offer);
              }}
            >
              <span class="mono">{offer.value}</span>
              <span class="quiet">{offer.words}</span>
            </div>
          ))}
      </div>
      {fault !== "" && (
        <div class="ask-fault" id="ask-fault" role="alert">
          {fault}
        </div>
      )}
    </div>
  );
}
