// Days, and the stretches of time that are counted in.
// SPDX-License-Identifier: Apache-2.0

export const PERS = ["day", "week", "month", "year"] as const;
export type Per = (typeof PERS)[number];

const DAY = 86_400_000;

/** Days since 1970-01-01 of "YYYY-MM-DD". */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

export function dayText(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** First day of the stretch after that which begins on `day`. */
export function nextStretch(day: number, per: Per): number {
  if (per === "day") return day + 1;
  if (per === "week") return day + 7;
  const date = new Date(day * DAY);
  const months = per === "month" ? 1 : 12;
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY);
}

/** First day of the stretch that holds `day`; weeks begin on Monday. */
export function stretchOf(day: number, per: Per): number {
  if (per === "day") return day;
  if (per === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY);
  return Math.round(Date.UTC(date.getUTCFullYear(), per === "month" ? date.getUTCMonth() : 0, 1) / DAY);
}

/** The finest stretch of which not more than `most` fit into so many days. */
export function fittingPer(days: number, most: number): Per {
  if (days <= most) return "day";
  if (days / 7 <= most) return "week";
  return days / 30.4 <= most ? "month" : "year";
}

export interface Tick {
  readonly day: number;
  /** A year begins, or where the ticks are days a month. */
  readonly major: boolean;
  readonly kind: "year" | "month" | "day";
}

/** Marks for an axis, at least `gap` px apart. */
export function ticksFor(first: number, last: number, width: number, gap: number): Tick[] {
  const perDay = width / Math.max(1, last - first);
  const ticks: Tick[] = [];
  const years = perDay * 365 < gap;
  const months = !years && perDay * 30 >= gap;
  const days = perDay * 7 >= gap;
  const step = years ? Math.ceil(gap / (perDay * 365)) : 1;
  const monthStep = months ? 1 : Math.max(1, [2, 3, 6].find((n) => perDay * 30 * n >= gap) ?? 12);
  for (let day = stretchOf(first, "year"); day <= last; day = nextStretch(day, "year")) {
    const year = new Date(day * DAY).getUTCFullYear();
    if (year % step === 0) ticks.push({ day, major: true, kind: "year" });
    if (years || monthStep >= 12) continue;
    let month = nextStretch(day, "month");
    for (let i = 1; i < 12; i += 1, month = nextStretch(month, "month")) {
      if (i % monthStep === 0) ticks.push({ day: month, major: days, kind: "month" });
    }
  }
  if (days) {
    const by = perDay >= gap ? 1 : 7;
    for (let day = by === 7 ? stretchOf(first, "week") + 7 : first; day <= last; day += by) {
      if (!ticks.some((tick) => Math.abs(tick.day - day) * perDay < gap * 0.8)) {
        ticks.push({ day, major: false, kind: "day" });
      }
    }
  }
  return ticks.filter((tick) => tick.day >= first && tick.day <= last).sort((a, b) => a.day - b.day);
}
