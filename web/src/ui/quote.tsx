// Words of an article with the word of the act marked. Always text, never markup.
// SPDX-License-Identifier: Apache-2.0

import { within } from "../lib/grouping";

export function Quote({ words, trigger }: { words: string; trigger: string }) {
  const at = within(words, trigger);
  if (!at) return <q class="words">{words}</q>;
  const [begin, end] = at;
  return (
    <q class="words">
      {words.slice(0, begin)}
      <mark>{words.slice(begin, end)}</mark>
      {words.slice(end)}
    </q>
  );
}
