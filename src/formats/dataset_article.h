// A row of another dataset as the ledger keeps what articles tell: a document of its own,
// whose text is the row in words. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actors/directory.h"
#include "coding/rules.h"
#include "formats/datasets.h"
#include "ingest/article.h"
#include "reading/reading.h"

namespace chancery {

/// "GDELT dataset": the outlet that rows are told by, so that all of a dataset is one
/// source, and one that no newspaper is.
[[nodiscard]] std::string outlet_of(Dataset dataset);

/// A row as Ledger::store() takes it; parts() is valid as long as this lives.
struct DatasetArticle {
    Article article;
    ArticleActors actors;
    ArticleActs acts;  ///< one

    /// Nothing of a row is read as sentences.
    [[nodiscard]] const Reading& reading() const {
        static const Reading none;
        return none;
    }
};

/// What rows are read with; both outlive it.
struct DatasetKnowledge {
    const Directory& directory;  ///< says who bears a name
    const CodingTables& coding;  ///< says which acts are mutual
};

/// The row as a document with one act. It is called by the dataset and the row's own
/// identifier, with the day where that belongs to it (ICEWS): the same row in another
/// file is the same document. Its first line is the evidence and holds words for every
/// field; its second says where the row is from.
///
/// Who bears a name that the directory knows, of the same state, is that actor. What both
/// do together (a meeting) has both as actors, as our own coding has it. What is agreed
/// to be done (AGREE/meet) is planned; all else happened. `path`: the file it is from.
///
/// Precondition: the row has a type (it is no statement).
[[nodiscard]] DatasetArticle dataset_article(const DatasetAct& row,
                                             Dataset dataset,
                                             const std::string& path,
                                             const DatasetKnowledge& knowledge);

}  // namespace chancery
