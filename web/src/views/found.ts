// How many events the question finds: shown beside the box by the views that know.
// SPDX-License-Identifier: Apache-2.0

import { signal } from "@preact/signals";

export const found = signal<number | undefined>(undefined);
