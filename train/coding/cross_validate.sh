#!/usr/bin/env bash
# End-to-end figures on the annotated sentences by cross-validation: for each of five parts a
# model that has not seen it, and the score of that part with it.
# usage: train/coding/cross_validate.sh VECTORS.json WORK
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
vectors=$1 work=$2 shared=${CHANCERY_SHARED:-../shared} python=${PYTHON:-python3}
for part in 0 1 2 3 4; do
    models=$work/models.$part
    mkdir -p "$models"
    cp models/reading.model "$models"
    $python train/coding/train_classifier.py --shared "$shared" --vectors "$vectors" \
        --work "$work/part.$part" --hold "$part" --out "$models/coding.model"
    $python train/coding/score_plv.py "$shared/events/plv_train.tsv" --fold "$part" \
        --program "build/release/bin/chancery --models $models" >"$work/part.$part.txt"
done
$python train/coding/score_plv.py --sum "$work"/part.?.txt
