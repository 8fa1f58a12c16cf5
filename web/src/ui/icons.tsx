// Icons: strokes on a grid of 16.
// SPDX-License-Identifier: Apache-2.0

const PATHS = {
  chevron: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  left: "M10 4L6 8l4 4",
  close: "M4 4l8 8M12 4l-8 8",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13",
  moon: "M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z",
  help: "M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.8v.1M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
  save: "M4 2h8v12l-4-3-4 3z",
  export: "M8 10V2M5 5l3-3 3 3M3 9.5V14h10V9.5",
  upload: "M8 11V3M5 6l3-3 3 3M2.5 13.5h11",
  pencil: "M10.6 2.9l2.5 2.5L6 12.5l-3.2.7.7-3.2z",
  undo: "M5.5 3L2.5 6l3 3M2.5 6h7a3.75 3.75 0 0 1 0 7.5H7",
  merge: "M4 2v3c0 2 4 3 4 5v4M12 2v3c0 2-4 3-4 5M6 12l2 2 2-2",
  split: "M8 2v4c0 2-4 3-4 5v3M8 6c0 2 4 3 4 5v3",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 9h5.8l.6-9",
  check: "M3 8.5l3.2 3.2L13 5",
  link: "M6.5 9.5l3-3M7 4.8l1.6-1.6a2.9 2.9 0 0 1 4.1 4.1L11.2 9M9 11.2l-1.6 1.6a2.9 2.9 0 0 1-4.1-4.1L4.8 7",
  language:
    "M2 8h12M8 1.8c2.2 2 3 4 3 6.2s-.8 4.2-3 6.2c-2.2-2-3-4-3-6.2s.8-4.2 3-6.2zM8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
  history: "M2.5 8a5.5 5.5 0 1 1 1.7 4M2.5 8L1 6.5M2.5 8L4 6.5M8 5v3.2l2 1.3",
  print: "M4.5 6V2h7v4M4.5 11H2.5V6h11v5h-2M4.5 9.5h7V14h-7z",
  open: "M6 3H3v10h10v-3M9 3h4v4M13 3L7.5 8.5",
  plus: "M8 3v10M3 8h10",
  copy: "M5.5 5.5V2.5h8v8h-3M2.5 5.5h8v8h-8z",
  rows: "M2 4h12M2 8h12M2 12h12",
  pane: "M2 3h12v10H2zM10 3v10",
  filter: "M2 3.5h12L9.5 9v4l-3-1.5V9z",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  sort: "M5 2.5v11M5 13.5l-2.5-2.5M5 13.5l2.5-2.5M11 13.5v-11M11 2.5L8.5 5M11 2.5L13.5 5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Seal() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="15" fill="var(--seal)" />
      <circle cx="16" cy="16" r="11.5" fill="none" stroke="#fff" stroke-opacity=".5" />
      <path
        d="M20.6 12.4a5.4 5.4 0 1 0 0 7.2"
        fill="none"
        stroke="#fff"
        stroke-width="2.6"
        stroke-linecap="round"
      />
    </svg>
  );
}
