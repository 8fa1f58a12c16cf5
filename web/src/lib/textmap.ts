// Places in a text, counted in UTF-16 units, and the text nodes that show it.
// SPDX-License-Identifier: Apache-2.0

export interface Piece {
  readonly kind: string;
  readonly begin: number;
  readonly end: number;
}

/** The text as paragraphs: by its blocks, or by its lines where there are none. Blank ones are left out. */
export function piecesOf(text: string, blocks: readonly Piece[]): Piece[] {
  const given = blocks.length !== 0 ? blocks : [{ kind: "text", begin: 0, end: text.length }];
  const pieces: Piece[] = [];
  for (const block of given) {
    let begin = block.begin;
    while (begin < block.end) {
      const line = text.indexOf("\n", begin);
      const end = line < 0 || line > block.end ? block.end : line;
      if (text.slice(begin, end).trim() !== "") pieces.push({ kind: block.kind, begin, end });
      begin = end + 1;
    }
  }
  return pieces;
}

export interface Shown {
  readonly node: Text;
  /** Of its first unit, in the whole text. */
  readonly begin: number;
}

/** The range that shows [begin, end); nothing where none of it is shown. `shown` is in order. */
export function rangeFor(shown: readonly Shown[], begin: number, end: number): Range | undefined {
  const from = shown.find(({ node, begin: at }) => at + node.length > begin);
  const to = [...shown].reverse().find(({ begin: at }) => at < end);
  if (!from || !to || from.begin >= end || to.begin + to.node.length <= begin) return undefined;
  const range = document.createRange();
  range.setStart(from.node, Math.max(0, begin - from.begin));
  range.setEnd(to.node, Math.min(to.node.length, end - to.begin));
  return range;
}

/** Where in the text a place of the page is; nothing where it is not of the text. */
export function offsetOf(shown: readonly Shown[], node: Node, offset: number): number | undefined {
  const found = shown.find((one) => one.node === node);
  return found ? found.begin + offset : undefined;
}
