/**
 * Cheapest flows by successive shortest paths: Dijkstra over reduced costs that ends at the target, potentials corrected for
 * the nodes it has settled alone. Capacities and costs are whole numbers, so that every comparison is exact and nodes can
 * wait in a stack for each distance instead of in a heap: most reduced costs are 0.
 *
 * Own code, because what is to be had takes a graph of objects and solves it once; a plan takes units one by one, takes an
 * arc out again and needs the potentials.
 */
export class FlowNetwork {
  /** Until the first unit is sent. */
  readonly #arcs: number[] = [];
  #ends = new Int32Array();
  #room = new Int32Array();
  #costs = new Int32Array();
  /** Arcs by the node that they leave: those of node n from #first[n] to below #first[n + 1]. */
  #leaving = new Int32Array();
  readonly #first: Int32Array;
  readonly #potential: Int32Array;
  readonly #distance: Int32Array;
  /** By which arc a node was reached. */
  readonly #reachedBy: Int32Array;
  /** In which search a node was last reached (even) or settled (odd). */
  readonly #seen: Int32Array;
  #search = 0;

  /** @param potentials feasible for the costs to come: cost + potential of the start - potential of the end is never below 0. */
  constructor(potentials: Int32Array) {
    this.#potential = potentials;
    this.#distance = new Int32Array(potentials.length);
    this.#reachedBy = new Int32Array(potentials.length);
    this.#seen = new Int32Array(potentials.length);
    this.#first = new Int32Array(potentials.length + 1);
  }

  /** Adds an arc and gives its name. Arcs come in twos: the one after it is its way back. */
  arc(from: number, to: number, capacity: number, cost: number): number {
    this.#arcs.push(to, capacity, cost, from, 0, -cost);
    return this.#arcs.length / 3 - 2;
  }

  flow(arc: number): number {
    this.#seal();
    return this.#room[arc + 1] ?? 0;
  }

  potential(node: number): number {
    return this.#potential[node] ?? 0;
  }

  /** What one more unit on the arc would cost beyond the prices at its ends: never below 0 while the arc has room. */
  reducedCost(arc: number): number {
    this.#seal();
    return (this.#costs[arc] ?? 0) + this.potential(this.#ends[arc + 1] ?? 0) - this.potential(this.#ends[arc] ?? 0);
  }

  /** Sends one unit the cheapest way. False when there is none. */
  augment(from: number, to: number): boolean {
    this.#seal();
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

  /** Every node to which one more unit could go from here, whatever it costs. */
  reachable(from: number): ReadonlySet<number> {
    this.#seal();
    const found = new Set([from]);
    for (const node of found) {
      for (let place = this.#first[node] ?? 0; place < (this.#first[node + 1] ?? 0); place += 1) {
        const arc = this.#leaving[place] ?? 0;
        if ((this.#room[arc] ?? 0) > 0) found.add(this.#ends[arc] ?? from);
      }
    }
    return found;
  }

  #seal(): void {
    const count = this.#arcs.length / 3;
    if (this.#ends.length === count) return;
    this.#ends = new Int32Array(count);
    this.#room = new Int32Array(count);
    this.#costs = new Int32Array(count);
    this.#leaving = new Int32Array(count);
    const next = new Int32Array(this.#first.length);
    for (let arc = 0; arc < count; arc += 1) {
      this.#ends[arc] = this.#arcs[3 * arc] ?? 0;
      this.#room[arc] = this.#arcs[3 * arc + 1] ?? 0;
      this.#costs[arc] = this.#arcs[3 * arc + 2] ?? 0;
    }
    for (let arc = 0; arc < count; arc += 1) {
      const after = (this.#ends[arc ^ 1] ?? 0) + 1;
      next[after] = (next[after] ?? 0) + 1;
    }
    for (let node = 1; node < next.length; node += 1) next[node] = (next[node] ?? 0) + (next[node - 1] ?? 0);
    this.#first.set(next);
    for (let arc = 0; arc < count; arc += 1) {
      const from = this.#ends[arc ^ 1] ?? 0;
      const place = next[from] ?? 0;
      this.#leaving[place] = arc;
      next[from] = place + 1;
    }
  }

  #findWay(from: number, to: number): boolean {
    const [ends, room, costs, leaving, first] = [this.#ends, this.#room, this.#costs, this.#leaving, this.#first];
    const [potential, distance, seen] = [this.#potential, this.#distance, this.#seen];
    this.#search += 2;
    const reached = this.#search;
    const settled = reached + 1;
    const done: number[] = [];
    const waiting: (number[] | undefined)[] = [[from]];
    distance[from] = 0;
    seen[from] = reached;
    for (let far = 0; far < waiting.length; far += 1) {
      const nodes = waiting[far];
      for (let node = nodes?.pop(); node !== undefined; node = nodes?.pop()) {
        if (seen[to] === reached && distance[to] === far) {
          for (const other of done) potential[other] = (potential[other] ?? 0) + (distance[other] ?? 0) - far;
          return true;
        }
        if (seen[node] === settled) continue;
        seen[node] = settled;
        done.push(node);
        const base = far + (potential[node] ?? 0);
        const end = first[node + 1] ?? 0;
        for (let place = first[node] ?? 0; place < end; place += 1) {
          const arc = leaving[place] ?? 0;
          if ((room[arc] ?? 0) <= 0) continue;
          const other = ends[arc] ?? 0;
          const known = seen[other];
          if (known === settled) continue;
          const way = base + (costs[arc] ?? 0) - (potential[other] ?? 0);
          if (known === reached && way >= (distance[other] ?? 0)) continue;
          seen[other] = reached;
          distance[other] = way;
          this.#reachedBy[other] = arc;
          const there = waiting[way];
          if (there) there.push(other);
          else waiting[way] = [other];
        }
      }
    }
    return false;
  }
}
