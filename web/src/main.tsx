// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";

import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/ledger.css";
import { App } from "./app";
import { startLanguage } from "./i18n";
import { startStream } from "./state/about";
import { startKeys } from "./state/keys";
import { startRouting } from "./state/route";
import { startTheme } from "./state/theme";

startTheme();
startRouting();
startKeys();
void startStream();
void startLanguage().then(() => {
  const desk = document.getElementById("desk");
  if (desk) render(<App />, desk);
});
