// A button that opens a list of things to do; arrows, letters and Escape work as in any menu.
// SPDX-License-Identifier: Apache-2.0

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Icon, type IconName } from "./icons";

const ITEMS = '[role="menuitem"], [role="menuitemradio"]';

function step(menu: HTMLElement, by: number): void {
  const items = [...menu.querySelectorAll<HTMLElement>(ITEMS)];
  const now = items.indexOf(document.activeElement as HTMLElement);
  items[(now + by + items.length) % items.length]?.focus();
}

export function Menu({
  icon,
  label,
  words,
  children,
}: {
  icon: IconName;
  label: string;
  words?: string;
  children: () => ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>(ITEMS)?.focus();
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open || (event.target as Element).matches("input")) {
      if (event.key === "Escape" && open) setOpen(false);
      return;
    }
    const menu = event.currentTarget as HTMLElement;
    if (event.key === "Escape" || event.key === "Tab") {
      setOpen(false);
      if (event.key === "Escape") button.current?.focus();
    } else if (event.key === "ArrowDown") step(menu, 1);
    else if (event.key === "ArrowUp") step(menu, -1);
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="drop" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        class={words ? "button" : "icon-button"}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        {words}
      </button>
      {open && (
        <div
          class="menu"
          role="menu"
          aria-label={label}
          onClick={(event) => {
            if ((event.target as Element).closest(ITEMS)) setOpen(false);
          }}
        >
          {children()}
        </div>
      )}
    </div>
  );
}
