// Puts the sections that train_classifier.py wrote, a file each, into one model file.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/tsv.h"
#include "coding/classifier.h"

int main(int argc, char** argv) {
    using namespace chancery;
    if (argc != 3) {
        std::fprintf(stderr, "usage: chancery-pack-coding FOLDER MODEL\n");
        return 2;
    }
    reading::ModelWriter writer(coding_model_form);
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        const auto bytes = read_file(entry.path().string());
        if (!bytes) {
            std::fprintf(stderr, "%s\n", bytes.error().text().c_str());
            return 1;
        }
        writer.add(entry.path().filename().string(),
                   std::vector<char>(bytes->begin(), bytes->end()));
    }
    const auto written = writer.write(argv[2]);
    const auto opened = written ? Classifier::open(argv[2]) : written.error();
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().text().c_str());
        return 1;
    }
    return 0;
}
