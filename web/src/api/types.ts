// The server's types, by the names that the page uses.
// SPDX-License-Identifier: Apache-2.0

import type { components } from "./schema";

type Schemas = components["schemas"];

export type About = Schemas["About"];
export type Party = Schemas["Participant"];
export type EventRow = Schemas["Event"];
export type EventDetail = Schemas["EventDetail"];
export type Told = Schemas["Told"];
export type Act = Schemas["Act"];
export type ActDetail = Schemas["ActDetail"];
export type Claim = Schemas["Claim"];
export type Field = Claim["field"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type Statement = Schemas["Statement"];
export type StatementPage = Schemas["StatementPage"];
export type Article = Schemas["Article"];
export type ArticlePage = Schemas["ArticlePage"];
export type ArticleDetail = Schemas["ArticleDetail"];
export type TextSpan = Schemas["TextSpan"];
export type Copy = Schemas["Copy"];
export type Copies = Schemas["CopiesAnswer"];
export type Actor = Schemas["Actor"];
export type Actors = Schemas["ActorsAnswer"];
export type ActorDetail = Schemas["ActorDetail"];
export type LearnedOffice = Schemas["LearnedOffice"];
export type Offices = Schemas["OfficesAnswer"];
export type Stretch = Schemas["Stretch"];
export type Lane = Schemas["Lane"];
export type Timeline = Schemas["TimelineAnswer"];
export type Place = Schemas["Place"];
export type Places = Schemas["PlacesAnswer"];
export type Node = Schemas["Node"];
export type Edge = Schemas["Edge"];
export type Network = Schemas["NetworkAnswer"];
export type Facet = Schemas["Facet"];
export type Facets = Schemas["FacetsAnswer"];
export type Search = Schemas["SearchAnswer"];
export type Brief = Schemas["Brief"];
export type Correction = Schemas["Correction"];
export type CorrectionPage = Schemas["CorrectionPage"];
export type NewCorrection = Schemas["NewCorrection"];
export type Entered = Schemas["Entered"];
export type SavedQuery = Schemas["SavedQuery"];
export type Queries = Schemas["QueriesAnswer"];
export type Job = Schemas["Job"];
export type JobDetail = Schemas["JobDetail"];
export type Jobs = Schemas["JobsAnswer"];
export type Version = Schemas["Version"];
export type Versions = Schemas["VersionsAnswer"];
export type Happening = EventRow | Told | Act;
