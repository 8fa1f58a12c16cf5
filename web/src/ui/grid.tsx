// A list of any length of which only the rows in sight exist.
// SPDX-License-Identifier: Apache-2.0

import type { ComponentChildren } from "preact";
import { memo } from "preact/compat";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly class?: string;
}

export interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Says how wide the columns are. */
  readonly class: string;
  readonly total: number;
  readonly at: (index: number) => Row | undefined;
  readonly idOf: (row: Row) => string;
  /** Says which rows are looked at. */
  readonly want: (begin: number, end: number) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (row: Row) => void;
  /** One click opens, not two. */
  readonly opensOnClick?: boolean;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (row: Row) => void;
  readonly onDrop?: (dragged: string, onto: string) => void;
  /** Of a row, in px. */
  readonly height: number;
}

/** Browsers give up on elements that are much higher. */
const HIGHEST = 15_000_000;
const AHEAD = 8;
/** Height of the names of the columns, px. */
const HEAD = 30;

interface RowProps {
  readonly index: number;
  readonly y: number;
  readonly row: unknown;
  readonly columns: readonly Column<unknown>[];
  readonly id: string;
  readonly active: boolean;
  readonly marked: boolean;
  readonly drags: boolean;
}

const GridRow = memo(function GridRow(props: RowProps) {
  const { index, y, row, columns, active, marked } = props;
  return (
    <div
      role="row"
      id={`row-${index}`}
      class="grid-row"
      aria-rowindex={index + 2}
      aria-selected={active}
      data-index={index}
      data-id={props.id}
      data-marked={marked || undefined}
      draggable={props.drags}
      style={{ transform: `translateY(${y}px)` }}
    >
      {columns.map((column) => (
        <div role="gridcell" key={column.key} class={`cell ${column.class ?? ""}`}>
          {row === undefined ? <span class="ghost" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
});

function indexOf(event: Event): number {
  const row = (event.target as Element).closest<HTMLElement>("[data-index]");
  return row ? Number(row.dataset["index"]) : -1;
}

export function Grid<Row>(props: GridProps<Row>) {
  const { total, height, active, at, idOf } = props;
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [size, setSize] = useState(0);
  const whole = total * height;
  const shown = Math.min(whole, HIGHEST);
  // Where the list is too high, the way of the scroll bar stands for a longer way of the list.
  const scale = shown > size ? Math.max(0, whole - size) / (shown - size) : 1;
  const begin = Math.max(0, Math.floor((top * scale) / height) - AHEAD);
  const end = Math.min(total, Math.ceil((top * scale + size) / height) + AHEAD);

  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const measure = (): void => setSize(Math.max(0, element.clientHeight - HEAD));
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (size > 0) props.want(begin, Math.max(end, begin + 1));
  }, [begin, end, size, props.want]);
  useEffect(() => {
    const element = body.current;
    if (!element || active < 0 || size === 0) return;
    const y = active * height;
    const view = element.scrollTop * scale;
    if (y < view) element.scrollTop = y / scale;
    else if (y + height > view + size) element.scrollTop = (y + height - size) / scale;
  }, [active]);

  const move = (index: number): void => {
    if (total !== 0) props.onActive(Math.max(0, Math.min(total - 1, index)));
  };
  const page = Math.max(1, Math.floor(size / height) - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = at(active);
    if (event.key === "ArrowDown" || event.key === "j") move(active + 1);
    else if (event.key === "ArrowUp" || event.key === "k") move(active - 1);
    else if (event.key === "PageDown") move(active + page);
    else if (event.key === "PageUp") move(active - page);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(total - 1);
    else if (event.key === "Enter" && row !== undefined) props.onOpen(row);
    else if ((event.key === " " || event.key === "x") && row !== undefined) props.onMark(row);
    else return;
    event.preventDefault();
  };
  const onDragStart = useCallback((event: DragEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-id]");
    event.dataTransfer?.setData("application/x-chancery-event", row?.dataset["id"] ?? "");
  }, []);
  const dragged = (event: DragEvent): boolean =>
    props.onDrop !== undefined &&
    (event.dataTransfer?.types.includes("application/x-chancery-event") ?? false);

  const rows = [];
  for (let index = begin; index < end; index += 1) {
    const row = at(index);
    const id = row === undefined ? "" : idOf(row);
    rows.push(
      <GridRow
        key={index}
        index={index}
        y={scale === 1 ? index * height : Math.round(index * height - top * scale + top)}
        row={row}
        id={id}
        columns={props.columns as readonly Column<unknown>[]}
        active={index === active}
        marked={props.marked.has(id)}
        drags={props.onDrop !== undefined}
      />,
    );
  }
  return (
    <div
      class={`grid ${props.class}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-multiselectable="true"
      aria-activedescendant={active >= begin && active < end ? `row-${active}` : undefined}
      tabIndex={0}
      ref={body}
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onClick={(event) => {
        const index = indexOf(event);
        const row = at(index);
        if (index < 0) return;
        move(index);
        if ((event.ctrlKey || event.metaKey) && row !== undefined) props.onMark(row);
        else if (props.opensOnClick && row !== undefined) props.onOpen(row);
      }}
      onDblClick={(event) => {
        const row = at(indexOf(event));
        if (row !== undefined) props.onOpen(row);
      }}
      onDragStart={onDragStart}
      onDragOver={(event) => {
        if (dragged(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        const row = at(indexOf(event));
        if (!dragged(event) || row === undefined) return;
        event.preventDefault();
        props.onDrop?.(event.dataTransfer?.getData("application/x-chancery-event") ?? "", idOf(row));
      }}
    >
      <div role="rowgroup" class="grid-head">
        <div role="row" aria-rowindex={1} class="grid-row">
          {props.columns.map((column) => (
            <div role="columnheader" key={column.key} class={`cell label ${column.class ?? ""}`}>
              {column.label}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="grid-space" style={{ height: `${shown}px` }}>
        {rows}
      </div>
    </div>
  );
}
