// Where the nodes of a network stand: springs along ties, repulsion between all; always the same
// for the same network.
// SPDX-License-Identifier: Apache-2.0

export interface Tie {
  readonly one: number;
  readonly other: number;
  /** Over 0: the more, the closer. */
  readonly weight: number;
}

export interface Point {
  x: number;
  y: number;
}

const ROUNDS = 320;
const REPULSION = 3000;
const PULL = 0.012;

function begin(count: number): Point[] {
  // Seeds of a sunflower: nobody stands on anybody.
  return Array.from({ length: count }, (_, i) => {
    const angle = i * 2.399963;
    const radius = 26 * Math.sqrt(i + 0.5);
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

function repel(points: readonly Point[], moves: Point[]): void {
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const one = points[i] as Point;
      const other = points[j] as Point;
      const x = one.x - other.x;
      const y = one.y - other.y;
      const square = Math.max(x * x + y * y, 40);
      const force = REPULSION / square / Math.sqrt(square);
      (moves[i] as Point).x += x * force;
      (moves[i] as Point).y += y * force;
      (moves[j] as Point).x -= x * force;
      (moves[j] as Point).y -= y * force;
    }
  }
}

function attract(
  points: readonly Point[],
  ties: readonly Tie[],
  moves: Point[],
  degree: readonly number[],
): void {
  for (const { one, other, weight } of ties) {
    const from = points[one];
    const to = points[other];
    if (!from || !to) continue;
    const x = to.x - from.x;
    const y = to.y - from.y;
    const length = Math.max(1, Math.hypot(x, y));
    const wish = 40 + 40 / weight;
    // A node with many ties is not to be drawn by all of them with full force.
    const force =
      ((length - wish) / length) * (0.4 / Math.sqrt(Math.min(degree[one] ?? 1, degree[other] ?? 1)));
    (moves[one] as Point).x += x * force;
    (moves[one] as Point).y += y * force;
    (moves[other] as Point).x -= x * force;
    (moves[other] as Point).y -= y * force;
  }
}

/** Quadratic in the nodes: for some hundreds. */
export function layout(count: number, ties: readonly Tie[]): Point[] {
  const points = begin(count);
  const degree = new Array<number>(count).fill(0);
  for (const { one, other } of ties) {
    degree[one] = (degree[one] ?? 0) + 1;
    degree[other] = (degree[other] ?? 0) + 1;
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const moves = points.map(() => ({ x: 0, y: 0 }));
    repel(points, moves);
    attract(points, ties, moves, degree);
    const heat = 24 * (1 - round / ROUNDS) + 0.2;
    points.forEach((point, i) => {
      const move = moves[i] as Point;
      move.x -= point.x * PULL;
      move.y -= point.y * PULL;
      const length = Math.hypot(move.x, move.y);
      const scale = length > heat ? heat / length : 1;
      point.x += move.x * scale;
      point.y += move.y * scale;
    });
  }
  return points;
}
