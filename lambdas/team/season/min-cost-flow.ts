/**
 * Cheapest flows by successive shortest paths: Dijkstra over reduced costs that ends at the target, potentials corrected for
 * the nodes it has settled alone. Capacities and costs are whole numbers, so that every comparison is exact.
 *
 * Own code, because what is to be had takes a graph of objects and solves it once; a plan takes units one by one, takes an
 * arc out again and needs the potentials.
 */
export class FlowNetwork {
  readonly #ends: number[] = [];
  readonly #room: number[] = [];
  readonly #costs: number[] = [];
  readonly #arcsOf: number[][];
  readonly #potential: Float64Array;
  readonly #distance: Float64Array;
  /** By which arc a node was reached. */
  readonly #reachedBy: Int32Array;
  /** In which search a node was last reached (even) or settled (odd). */
  readonly #seen: Int32Array;
  #search = 0;

  /** @param potentials feasible for the costs to come: cost + potential of the start - potential of the end is never below 0. */
  constructor(potentials: Float64Array) {
    this.#potential = potentials;
    this.#distance = new Float64Array(potentials.length);
    this.#reachedBy = new Int32Array(potentials.length);
    this.#seen = new Int32Array(potentials.length);
    this.#arcsOf = Array.from({ length: potentials.length }, () => []);
  }

  /** Adds an arc and gives its name. Arcs come in twos: the one after it is its way back. */
  arc(from: number, to: number, capacity: number, cost: number): number {
    const name = this.#ends.length;
    this.#ends.push(to, from);
    this.#room.push(capacity, 0);
    this.#costs.push(cost, -cost);
    this.#arcsOf[from]?.push(name);
    this.#arcsOf[to]?.push(name + 1);
    return name;
  }

  flow(arc: number): number {
    return this.#room[arc + 1] ?? 0;
  }

  potential(node: number): number {
    return this.#potential[node] ?? 0;
  }

  /** What one more unit on the arc would cost beyond the prices at its ends: never below 0 while the arc has room. */
  reducedCost(arc: number): number {
    return (this.#costs[arc] ?? 0) + this.potential(this.#ends[arc + 1] ?? 0) - this.potential(this.#ends[arc] ?? 0);
  }

  /** Sends one unit the cheapest way. False when there is none. */
  augment(from: number, to: number): boolean {
    if (!this.#findWay(from, to)) return false;
    for (let node = to; node !== from; ) {
      const arc = this.#reachedBy[node] ?? 0;
      this.#room[arc] = (this.#room[arc] ?? 0) - 1;
      this.#room[arc ^ 1] = (this.#room[arc ^ 1] ?? 0) + 1;
      node = this.#ends[arc ^ 1] ?? from;
    }
    return true;
  }

  /**
   * Takes out an arc of capacity 1 for good. Its unit, if it has one, goes the cheapest other way between the same ends, and
   * the whole stays the cheapest flow without the arc.
   */
  remove(arc: number): void {
    const carried = this.flow(arc) > 0;
    this.#room[arc] = 0;
    this.#room[arc + 1] = 0;
    if (carried && !this.augment(this.#ends[arc + 1] ?? 0, this.#ends[arc] ?? 0)) {
      throw new RangeError('A network without a way around cannot lose an arc.');
    }
  }

  #findWay(from: number, to: number): boolean {
    this.#search += 2;
    const reached = this.#search;
    const settled = reached + 1;
    const queue = new Queue();
    const done: number[] = [];
    this.#distance[from] = 0;
    this.#seen[from] = reached;
    queue.push(from, 0);
    for (let node = queue.pop(); node >= 0; node = queue.pop()) {
      if (this.#seen[node] === settled) continue;
      this.#seen[node] = settled;
      const distance = this.#distance[node] ?? 0;
      if (node === to) {
        for (const other of done) this.#lower(other, distance);
        return true;
      }
      done.push(node);
      const base = distance + (this.#potential[node] ?? 0);
      for (const arc of this.#arcsOf[node] ?? []) {
        if ((this.#room[arc] ?? 0) <= 0) continue;
        const end = this.#ends[arc] ?? 0;
        const seen = this.#seen[end];
        if (seen === settled) continue;
        const way = base + (this.#costs[arc] ?? 0) - (this.#potential[end] ?? 0);
        if (seen === reached && way >= (this.#distance[end] ?? 0)) continue;
        this.#seen[end] = reached;
        this.#distance[end] = way;
        this.#reachedBy[end] = arc;
        queue.push(end, way);
      }
    }
    return false;
  }

  #lower(node: number, most: number): void {
    this.#potential[node] = (this.#potential[node] ?? 0) + (this.#distance[node] ?? 0) - most;
  }
}

/** A binary heap of nodes by distance; a node that got nearer is in it twice. */
class Queue {
  readonly #nodes: number[] = [];
  readonly #keys: number[] = [];

  push(node: number, key: number): void {
    let place = this.#nodes.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#keys[parent] ?? 0;
      if (above <= key) break;
      this.#nodes[place] = this.#nodes[parent] ?? 0;
      this.#keys[place] = above;
      place = parent;
    }
    this.#nodes[place] = node;
    this.#keys[place] = key;
  }

  /** The nearest node, or -1 when none is left. */
  pop(): number {
    const first = this.#nodes[0];
    const node = this.#nodes.pop();
    const key = this.#keys.pop();
    if (first === undefined || node === undefined || key === undefined) return -1;
    const length = this.#nodes.length;
    if (length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      if (child + 1 < length && (this.#keys[child + 1] ?? 0) < (this.#keys[child] ?? 0)) child += 1;
      const below = this.#keys[child] ?? 0;
      if (below >= key) break;
      this.#nodes[place] = this.#nodes[child] ?? 0;
      this.#keys[place] = below;
      place = child;
    }
    this.#nodes[place] = node;
    this.#keys[place] = key;
    return first;
  }
}
