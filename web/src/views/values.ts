// Values of fields in words.
// SPDX-License-Identifier: Apache-2.0

import type { Field } from "../api/types";
import { dateWords, named, t } from "../i18n";

export function valueWords(field: Field, value: string): string {
  if (value === "") return t("none");
  if (field === "date") return dateWords(value);
  if (field === "type" || field === "mode" || field === "status" || field === "channel") {
    return named(field, value);
  }
  return value;
}
