"""leaders.tsv and leader_names.tsv: who held which office when.

The hand-written chains (hand/terms.tsv) are the truth for an office from their first term on;
the sources fill what is not written by hand.

SPDX-License-Identifier: Apache-2.0
"""

import difflib
import json
import re

from common import HAND, fold, plain, read_csv, read_hand, read_table, squeeze, write_table
from states import read_country_info

COLUMNS = ["name", "short", "gender", "code", "sector", "office", "title", "since", "until", "source"]
SINGLE = {"head_of_state", "head_of_government", "foreign_minister", "monarch"}
SECTOR = {"party_leader": "PTY", "speaker": "LEG", "igo_head": "IGO"}
# States whose people are called by the first part of the name as English news writes it.
FIRST = {"CHN", "KOR", "PRK", "TWN", "HKG", "MAC", "LAO", "THA", "JPN", "MNG", "MYS", "ETH", "ERI"}
WHOLE = {"KHM", "MMR", "BRN", "BTN"}
PARTICLES = {"de", "dos", "da", "di", "van", "von", "der", "den", "al", "el", "bin", "bint", "ibn", "la", "le", "du", "ould"}
LINKS = {"al", "el", "bin", "bint", "ibn", "abd", "de", "da", "do", "dos", "del", "la", "van", "von", "der", "den", "ould", "sheikh"}
REALMS = {"ELIZABETH II", "CHARLES III"}
RANKS = r"\b(Sir|Dame|Dr|Lt|Col|Gen|Capt|Maj|Brig|Adm|Grand Chief|Sheikh|Chief|Mr|Mrs|Ms|Sultan Sir)\b\.?"
# What the Factbook's pages leave before a name where a title or a note was cut.
BEFORE_NAME = (
    r"^(.*\b(headed by|managed by Director|formerly Ambassador|Envoy (to|for) Syria|of Australia General|Assembly President|Confederation)|"
    r"(Minister/)?Minister of \w+|Presidential Council|Appointed Ambassador|A ?mbassador|Archbishop|Affairs|Infrastructure|Development|Superior|General|Tan Sri|Dato'|Dato Paduka Haji|note -?)\s+"
)
# Titles that the same pages cut short or give in the plural.
MENDED = {
    "deputy prime ministers": "Deputy Prime Minister", "vice": "Vice President", "deputy": "Deputy Prime Minister",
    "executive vice": "Executive Vice President", "first deputy prime": "First Deputy Prime Minister",
    "first vice": "First Vice President", "prime minister vice president": "Vice President",
}
OLD_EDITIONS = "2017-03-28"  # after this edition of the Factbook comes that of 2020
DEPUTIES_LISTED = "2024-05"  # since then the Factbook names no deputies: who was there stays until the government changes


# Short forms that are words of every sentence; the whole name stands instead.
FUNCTION_WORDS = set(
    "he the e no lose toe an in so do a as at is it or of on to we us be by my up go her his was are not you all can but she see let too "
    "out now new how day will would could one two jr sr ii iii monday tuesday wednesday thursday friday saturday sunday january february "
    "march april june july august september october november december".split()
)

# Family names that are common nouns, verbs and adjectives: with a capital in every headline.
COMMON_WORDS = set(
    "among name tax lines bias fall page store plant senior young little key major swing begin waters drew lay holiday stock bar noble "
    "mark chambers steel bell small long meta".split()
)


def short_of(name, code):
    """The part of a name used alone; the whole name where that part is a word like any other."""
    short = bare(custom_short(name, code))
    common = short.lower() in COMMON_WORDS and code != "VNM"
    return name if common or short.lower() in FUNCTION_WORDS else short


def bare(short):
    """Without the article that reports leave out as often as not: 'al-Assad' is 'Assad'."""
    return re.sub(r"^([Aa]l|[Ee]l)-(?!Sabah|Thani|Saud|Khalifa)", "", short)


def custom_short(name, code):
    """The part of a name used alone, by the custom of the state; '' if it is the whole name."""
    parts = name.split()
    if len(parts) == 1 or code in WHOLE:
        return ""
    if code in FIRST:
        return parts[0]
    if code == "VNM":
        return parts[-1]
    at = len(parts) - 1
    if len(parts) == 2 and re.fullmatch(r"[IVX]+", parts[at]):
        return parts[0]
    if parts[at] in ("Jr.", "Sr.", "II", "III", "IV") and at > 1:
        at -= 1
    first = at
    while first > 1 and parts[first - 1].lower() in PARTICLES - {"al", "bin", "bint", "ibn"}:
        first -= 1
    return " ".join(parts[first : at + 1])


def term(name, code, office, title, since, until, source, gender="", sector="", short=None):
    return {
        "name": name, "short": short_of(name, code) if short is None else short, "gender": gender, "code": code,
        "sector": sector or SECTOR.get(office, "GOV"), "office": office, "title": title, "since": since,
        "until": until, "source": source,
    }


def read_terms():
    """The hand-written chains; a term ends where the next in its chain begins."""
    rows, shorts = [], {}
    for row in (row for path in sorted(HAND.glob("terms*.tsv")) for row in read_hand(path.name)):
        chain = []
        for item in row["terms"].split("; "):
            found = re.fullmatch(r"(.+?)( f)?( \d{4}[-\d]*)( \d{4}[-\d]*)?", item)
            if not found:
                raise SystemExit(f"terms:{row['line']}: cannot read '{item}'")
            marked = found[1]
            name = marked.replace("_", "")
            short = re.search(r"_(.+?)_", marked)
            gender = "female" if found[2] else "male"
            chain.append((name, bare(short[1]) if short else short_of(name, row["code"]), gender, found[3].strip(), (found[4] or "").strip(), marked))
        several = row["several"] == "several"
        for index, (name, short, gender, since, until, _) in enumerate(chain):
            if not until and not several and index + 1 < len(chain):
                until = chain[index + 1][3]
            rows.append(term(name, row["code"], row["office"], row["title"], since, until, "hand", gender, row["sector"], short))
            if "_" in chain[index][5]:
                shorts[name] = short
    for row in rows:
        row["short"] = shorts.setdefault(row["name"], row["short"])
    return rows


def nice_name(name):
    """'Joseph R. BIDEN Jr.' as 'Joseph R. Biden Jr.'."""
    words = []
    for word in name.split():
        letters = re.sub(r"[^A-Za-zÀ-ž]", "", plain(word))
        if len(letters) > 2 and letters.isupper() and letters not in ("III", "VII"):
            word = re.sub(r"(?<![^\W_])([^\W\d_])([^\W\d_]*)", lambda m: m[1] + m[2].lower(), word)
            word = re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), word)
            word = re.sub(r"['’](\w)\b(?=$)", lambda m: "'" + m[1].lower(), word)
        elif re.fullmatch(r"(Mc|Mac|[A-Za-z][a-z]+-)[A-Z]{3,}", plain(word)):
            at = re.search(r"[A-Z]{3}", plain(word)).start() + 1
            word = word[:at] + word[at:].lower()
        elif len(letters) == 2 and letters.isupper() and letters not in ("II", "IV", "VI", "XI", "JD") or word == "XI":
            word = word.capitalize()
        words.append(word)
    return plain(squeeze(" ".join(words)))


def family_last(name, code):
    """Factbook Vietnamese and Japanese names stand in the table's order."""
    if code == "JPN":
        parts = name.split()
        upper = [p for p in parts if p.isupper() and len(p) > 1]
        if len(upper) == 1 and parts[-1] == upper[0]:
            return " ".join([parts[-1], *parts[:-1]])
    return name


def mended(title):
    """A Factbook title as one office: singular, whole, with capitals, without a second portfolio."""
    title = re.sub(r"\s+and (Minister|Prime Minister|Vice President|First Vice President)\b.*$", "", title)
    title = MENDED.get(title.lower(), title)
    return " ".join(w if w in ("of", "the", "and", "for", "to") else w[:1].upper() + w[1:] for w in title.split())


def office_of(office, title):
    """(office key, title) of a Factbook row, or None for one that is no office of ours."""
    low = title.lower()
    if "elect" in low or "designate" in low or low in ("", "supreme"):
        return None
    if re.search(r"\b(vice|deputy|second|third)\b", low):
        return "deputy", title
    if re.match(r"(king|queen|amir|emir|sultan|emperor|grand duke|prince\b|pope|monarch|co-?prince)", low):
        return "monarch", title
    if re.match(r"(\w+[ -])?(governor|lieutenant|high commissioner|administrator|high admin|commissioner|mayor|supreme)", low):
        return "other", title
    if re.match(r"(acting |interim |caretaker |transition(al)? )?(prime minister|premier|chancellor|chief minister|minister of state|chairman of the council|president of the government|taoiseach|chief executive)", low):
        return "head_of_government", title
    if re.match(r"(acting |interim |transition(al)? )?(president|chairman|chairperson|head of state|executive president)", low):
        return "head_of_state", title
    return None


def read_factbook(gazetteer):
    rows, title, last = [], "", None
    for row in read_csv(gazetteer / "leaders" / "leaders_factbook_2014_2026.csv"):
        code, office = row["iso3"], row["office"]
        if row["country"] == "Kosovo":
            code = "XKX"
        if not code or not row["name"]:
            continue
        raw = re.sub(RANKS, "", row["title"].replace('"', ""))
        title = squeeze(raw) if raw.strip() else (title if last == (code, office) else "")
        last = (code, office)
        if row["name"] in REALMS and code != "GBR":
            continue
        name = re.sub(r"^(or|Permanent|Deputy|Prime|Minister|President)\s+|,? also spelled.*|,? Jr\.?$|\bSr\.", "", row["name"])
        name = re.sub(r"\?|^(Consul|Island Council|Interior|Defense|Finance|Oil|Ambassador-designate|Designate) ", "", name)
        name = squeeze(re.sub(r'"[^"]*"|“[^”]*”', "", re.sub(r"^((or|Permanent|Deputy|Prime|Minister|President) )+", "", name)))
        name = squeeze(re.sub(r"\(.*?\)|\[.*?\]|" + RANKS, "", name)).strip(" ,;")
        name = re.sub(BEFORE_NAME, "", name)
        if code == "RUS":
            name = re.sub(r"^(\S+) \S+(?:VICH|VNA|vich|vna) (\S+)$", r"\1 \2", name)
        if re.match(r"(Presidents|Premiers|Ministers|Australia|Islamic|Ceo|CEO|Co-|Former|both)\b", name) or "," in name or " and " in name:
            continue
        if not re.search(r"[A-Z]{2}", name) or re.search(r"vacant|represented|\d", name, re.I) or len(name.split()) > 7:
            continue
        base = {
            "code": code, "name": nice_name(family_last(name, code)), "since": row["since"] or row["first_seen"][:4],
            "last": row["last_seen"], "short": plain(row["short_form"]), "country": row["country"],
        }
        if "amb" in office:
            ours = office == "amb->US"
            at = "the United States" if ours else base["country"]
            if len(base["name"].split()) < 2 or "harg" in base["name"]:
                continue
            rows.append({**base, "code": code if ours else "USA", "office": "ambassador", "title": f"Ambassador to {at}"})
            continue
        title_here = mended(re.sub(r"\b(of|of the|and|for|for the|the)$", "", title.strip(" ,")).strip())
        found = office_of(office, title_here)
        if found:
            rows.append({**base, "office": found[0], "title": found[1]})
    return rows


def words_of(name):
    """The words of a name that tell people apart: no initials, no particles."""
    return [w for w in fold(name).split() if len(w) > 1 and w not in LINKS]


def same_given(a, b):
    """True if two lists of words may be one person's: the first words alike, or the same words."""
    return set(a) == set(b) or difflib.SequenceMatcher(None, a[0], b[0]).ratio() >= 0.6


def same_person(a, b):
    """Two spellings of one name: the words of one are those of the other but for initials."""
    a, b = words_of(a), words_of(b)
    small, large = sorted((set(a), set(b)), key=len)
    return bool(small) and same_given(a, b) and (small <= large or len(small & large) >= 2)


def until_of(row):
    if row["office"] == "deputy" and row["last"] >= DEPUTIES_LISTED:
        return ""
    if row["last"] >= ("2025-01" if row["office"] in SINGLE else "2026-01"):
        return ""
    return "2019" if row["last"] == OLD_EDITIONS else row["last"][:7]


def chains(rows):
    """Factbook rows as terms: holders of one office in order, each ended by the next."""
    groups = {}
    for row in rows:
        key = (row["code"], row["office"], "" if row["office"] in SINGLE else row["title"])
        groups.setdefault(key, []).append(row)
    for (code, office, _), group in groups.items():
        merged = []
        for row in sorted(group, key=lambda r: (r["since"], r["last"])):
            before = merged[-1] if merged else None
            known = next((m for m in merged if same_person(m["name"], row["name"]) and (m is before or office not in SINGLE)), None)
            if known:
                known["names"].add(row["name"])
                known["last"] = max(known["last"], row["last"])
                continue
            if before and office in SINGLE and before["since"][:7] == row["since"][:7] and before["last"] >= row["last"]:
                continue
            merged.append({**row, "names": {row["name"]}})
        for index, row in enumerate(merged):
            after = merged[index + 1]["since"] if index + 1 < len(merged) else ""
            one = office in SINGLE or (office in ("ambassador", "deputy") and row["title"] in ("Vice President", "Deputy Prime Minister") or office == "ambassador")
            until = after if one and after and after != row["since"] else until_of(row)
            if until and until <= row["since"]:
                until = row["since"][:4] + "-12" if row["since"][:4] + "-12" > row["since"] else ""
            yield row, term(row["name"], code, office, row["title"], row["since"], until, "factbook")


def read_wikidata(gazetteer, codes):
    """Foreign ministers of January 2023 and the cabinets of China and Vietnam of 2021."""
    folder = gazetteer / "leaders"
    for row in read_csv(folder / "wd_foreign_ministers_2023-01.csv"):
        code = codes.get(fold(row["countryLabel"]))
        if code and row["name"] and row["start"] >= "2010" and not row["name"].startswith("Q"):
            yield term(plain(row["name"]), code, "foreign_minister", "Foreign Minister", row["start"], "2024", "wikidata")
    kinds = {
        "Minister of Foreign Affairs": ("foreign_minister", "Foreign Minister"), "Vice President": ("deputy", "Vice President"),
        "Deputy Prime Minister": ("deputy", "Deputy Prime Minister"), "Vice Premier of the State Council": ("deputy", "Vice Premier"),
    }
    for name, code in (("wd_vietnam_holders21.csv", "VNM"), ("wd_china_holders21.csv", "CHN")):
        for row in read_csv(folder / name):
            position = row["position"]
            office, title = kinds.get(position, ("minister", position) if position.startswith("Minister of") else (None, None))
            if not office or "Defence" in position or row["start"] < "1998" or not row["person"] or row["person"].startswith("Q"):
                continue
            until = row["end"] or "2022"
            yield term(plain(row["person"]), code, office, title, row["start"], until, "wikidata", row["gender"])


def read_oda(gazetteer, codes):
    """Heads of the states that the list of August 2026 gives, for changes since the Factbook."""
    with open(gazetteer / "leaders" / "oda_all_leaders_2026-08-22.json", encoding="utf-8") as file:
        leaders = json.load(file)["leaders"]
    for country, row in leaders.items():
        code = codes.get(fold(country.replace("_", " ").replace("-", " ")))
        for key in ("head_of_state", "head_of_government"):
            if code and row.get(key) and row.get(key + "_since", "") and not (key == "head_of_government" and row.get("is_same")):
                yield code, key, row[key], row[key + "_since"]


def genders():
    return {fold(row["name"]): row["gender"] for row in read_table("given_names.tsv") if row["gender"] != "both"}


def rename(rows, hand):
    """Write people of the sources as the hand-written rows do; (old, new) spellings come back."""
    known = {}
    for row in hand:
        known.setdefault(row["code"], {}).setdefault(row["name"], row)
    renamed = {fold(row["from"]): row["to"] for row in read_hand("renames.tsv")}
    aliases = []
    for row in rows:
        old = row["name"]
        new = renamed.get(fold(old))
        match = None
        for name, person in known.get(row["code"], {}).items():
            words, mine = words_of(name), words_of(new or old)
            alike = bool(words and mine) and same_given(words, mine)
            if name == new or (alike and len(words) > 1 and set(words) <= set(mine)) or (alike and len(mine) > 1 and set(mine) <= set(words)):
                match = person
                break
        if match:
            row["name"], row["short"] = match["name"], match["short"]
            row["gender"] = row["gender"] or match["gender"]
        elif new:
            row["name"], row["short"] = new, short_of(new, row["code"])
        if row["name"] != old:
            aliases.append((old, row["name"], row["source"]))
    return aliases


def end_with_government(rows):
    """End the term of a deputy that the source left open where a new head of the government took office."""
    heads = {}
    for row in rows:
        if row["office"] in ("head_of_government", "head_of_state"):
            heads.setdefault((row["code"], row["office"]), []).append(row["since"])
    for row in rows:
        if row["office"] != "deputy" or row["until"] or row["source"] != "factbook":
            continue
        head = "head_of_state" if "President" in row["title"] else "head_of_government"
        of_state = heads.get((row["code"], head)) or heads.get((row["code"], "head_of_state")) or []
        row["until"] = min((since for since in of_state if since > max(row["since"], DEPUTIES_LISTED)), default="")


def covered(row, hand_since):
    """True if the hand-written chain of this office speaks for the time of the row."""
    first = hand_since.get((row["code"], row["office"]))
    return first is not None and row["since"] >= first


def main(gazetteer):
    codes = {fold(r["name"]): r["code"] for r in read_country_info(gazetteer)}
    hand = read_terms()
    hand_since = {}
    for row in hand:
        if row["office"] in SINGLE:
            key = (row["code"], row["office"])
            hand_since[key] = min(hand_since.get(key, "9999"), row["since"])
    rows, aliases = [], []
    for raw, row in chains(read_factbook(gazetteer)):
        rows.append(row)
        aliases += [(other, row["name"], "factbook") for other in raw["names"] if other != row["name"]]
    rows += read_wikidata(gazetteer, codes)
    news = rename(rows, hand)
    new_name = {old: new for old, new, _ in news}
    aliases = [(a, new_name.get(n, n), s) for a, n, s in aliases] + news
    # A territory's head of state, with deputies, is that of the state it belongs to.
    territories = {row["code"] for row in read_table("states.tsv") if row["kind"] == "territory"} - {"PSE", "TWN", "XKX"}
    rows = [row for row in rows if not (row["code"] in territories and row["office"] in ("head_of_state", "monarch", "deputy"))]
    kept = [row for row in rows if not covered(row, hand_since)]
    for row in kept:
        first = hand_since.get((row["code"], row["office"]))
        if first and (not row["until"] or row["until"] > first):
            row["until"] = first
    end_with_government(hand + kept)
    given = genders()
    hand_names = {row["name"] for row in hand}
    for row in kept:
        if row["code"] not in FIRST | {"VNM"} and fold(row["short"]) in given and row["source"] != "hand" and row["name"] not in hand_names:
            row["short"] = row["name"]
        parts = row["name"].split()
        for part in (parts if row["code"] in FIRST else parts[:1]):
            row["gender"] = row["gender"] or given.get(fold(part), "")
    # An ambassador nobody else knows is named in full first; the last name alone is someone else's.
    known_elsewhere = {row["name"] for row in hand + kept if row["office"] != "ambassador" or row["source"] == "hand"}
    for row in kept:
        if row["office"] == "ambassador" and row["name"] not in known_elsewhere:
            row["short"] = row["name"]
    seen, out = set(), []
    for row in hand + kept:
        key = (row["name"], row["code"], row["office"], row["title"], row["since"])
        same = (row["name"], row["code"], row["office"])
        if key in seen or (row["source"] != "hand" and row["office"] != "ambassador" and same in seen):
            continue
        seen |= {key, same}
        out.append(row)
    write_table("leaders.tsv", COLUMNS, out)
    write_table("leader_names.tsv", ["alias", "name", "source"], names(out, aliases))


def names(rows, aliases):
    """Other spellings, one person each; those that differ by marks or case only are left out."""
    people = {row["name"]: row for row in rows}
    found = []
    for row in read_hand("leader_names.tsv"):
        if row["name"] not in people:
            print(f"note: leader_names.tsv:{row['line']}: nobody is called {row['name']}")
            continue
        found += [(alias, row["name"], "hand") for alias in row["aliases"].split("; ")]
    for name, row in people.items():
        parts = name.split()
        if row["code"] == "JPN" and len(parts) == 2:
            found.append((f"{parts[1]} {parts[0]}", name, row["source"]))
    found += [a for a in aliases if a[1] in people]
    bearers = {}
    for name, row in people.items():
        bearers.setdefault(fold(row["short"]), []).append(name)
    dynasties = {"al sabah", "al thani", "al nahyan", "al maktoum", "al saud", "al khalifa", "al ahmad"}
    found += [
        (row["short"], name, row["source"]) for name, row in people.items()
        if len(fold(row["short"]).split()) > 1 and len(bearers[fold(row["short"])]) == 1 and fold(row["short"]) not in dynasties
    ]
    # "al-Assad" for "Assad", of the bearer who came last.
    for row in sorted(rows, key=lambda r: r["since"], reverse=True):
        if row["source"] == "hand" and re.search(r"[ -](al|el)-" + re.escape(row["short"]) + "$", row["name"]):
            found.append(("al-" + row["short"], row["name"], "hand"))
    taken = {fold(name): name for name in people}
    written = set()
    for alias, name, source in found:
        if alias not in written and (len(alias.split()) > 1 or source == "hand"):
            if taken.setdefault(fold(alias), name) == name and fold(alias) != fold(name):
                written.add(alias)
                yield alias, name, source
