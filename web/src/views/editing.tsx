// A field of an event, edited where it stands.
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useRef, useState } from "preact/hooks";

import type { Problem } from "../api/client";
import type { EventDetail, Field } from "../api/types";
import { named, t } from "../i18n";
import { shownValue } from "../lib/grouping";
import { about } from "../state/about";
import { enter, faultWords } from "../state/correcting";

function choices(field: Field, event: EventDetail): readonly string[] | undefined {
  const given = about.value;
  if (field === "type") return given?.types.map((one) => one.type);
  if (field === "mode") return given?.types.find((one) => one.type === event.type)?.modes;
  if (field === "status") return ["happened", "planned", "denied"];
  if (field === "channel") return given?.channels;
  return undefined;
}

export function FieldEditor({
  event,
  field,
  etag,
  onClose,
}: {
  event: EventDetail;
  field: Field;
  etag: string;
  onClose: () => void;
}) {
  const before = shownValue(event, field);
  const [value, setValue] = useState(before);
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input, select")?.focus();
  }, []);
  const save = async (submit: Event): Promise<void> => {
    submit.preventDefault();
    if (value.trim() === before) return onClose();
    setBusy(true);
    try {
      const correction = { kind: "set", event: event.id, field, value: value.trim() } as const;
      await enter(reason.trim() === "" ? correction : { ...correction, reason }, etag);
      onClose();
    } catch (error) {
      setBusy(false);
      setFault(faultWords(error as Problem));
    }
  };
  const list = choices(field, event);
  const label = t("edit.field", { field: named("field", field) });
  return (
    <form
      ref={form}
      class="editor"
      onSubmit={(submit) => void save(submit)}
      onKeyDown={(key) => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        onClose();
      }}
    >
      {list ? (
        <select
          class="field"
          aria-label={label}
          value={value}
          onChange={(change) => setValue(change.currentTarget.value)}
        >
          {!list.includes(before) && <option value={before}>{before || "–"}</option>}
          {list.map((one) => (
            <option key={one} value={one}>
              {named(field, one)}
            </option>
          ))}
        </select>
      ) : (
        <input
          class="field"
          aria-label={label}
          aria-invalid={fault !== ""}
          value={value}
          placeholder={field === "date" ? "2026-01-24" : ""}
          onInput={(input) => setValue(input.currentTarget.value)}
        />
      )}
      <input
        class="field"
        aria-label={t("reason")}
        placeholder={t("reason")}
        value={reason}
        onInput={(input) => setReason(input.currentTarget.value)}
      />
      {fault !== "" && (
        <p class="small bad" role="alert">
          {fault}
        </p>
      )}
      <div class="editor-foot">
        <button type="submit" class="button first" disabled={busy}>
          {t("save")}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
