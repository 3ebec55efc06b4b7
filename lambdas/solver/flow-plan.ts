/**
 * The first plan: nearly all of the rules are those of a network (a person's week within a term within a year within a
 * school on one side, first-timers and heads within a team on the other), which has a cheapest flow. Then the few pairs
 * that break one of the two other rules are taken out one by one, and what they carried goes the cheapest other way.
 */
import {
  type Belonging,
  belongingOf,
  brokenClashes,
  type Clash,
  type Group,
  groupOfPair,
  groupsOfPlan,
} from './clashes.ts';
import { roomInTerm, type Season } from './compile-season.ts';
import { ledgerPoints, loadPoints } from './cost.ts';
import { type Multipliers, SCALE } from './instance.ts';
import { FlowNetwork } from './min-cost-flow.ts';
import type { Ascent } from './price-ascent.ts';

export interface FlowPlan {
  /** Indices of pairs. */
  readonly chosen: readonly number[];
  /** The prices of the network before the repair: a bound that needs no solver. */
  readonly multipliers: Multipliers;
  /** By pair: what it would cost beyond those prices. The nearer to 0, the likelier it is in a cheapest plan. */
  readonly reducedCosts: Float64Array;
  /** Of a large season: what its multipliers are made of, to go on from. */
  readonly prices?: Ascent;
}

/** Always gives a plan: a seat that nobody can take stays empty. */
export function flowPlan(season: Season): FlowPlan {
  const nodes = numberNodes(season);
  const { network, pairArcs } = buildNetwork(season, nodes);
  sendSeats(season, network, nodes);
  const multipliers = pricesOf(season, network, nodes);
  const reducedCosts = Float64Array.from(pairArcs, (arc) => network.reducedCost(arc));
  return { chosen: repair(season, network, pairArcs, belongingOf(season)), multipliers, reducedCosts };
}

/**
 * The cheapest plan that has at most one person of each group, where nothing else can clash and the people of a group are of one
 * kind: first-timers, serving heads who are none, or others.
 */
export function cheapestFlow(season: Season): number[] {
  const count = Map.groupBy(season.pairPerson.keys(), (pair) => groupOfPair(season, pair));
  const shared = new Set([...count].flatMap(([group, pairs]) => (group >= 0 && pairs.length > 1 ? group : [])));
  const nodes = numberNodes(season, shared);
  const { network, pairArcs } = buildNetwork(season, nodes);
  sendSeats(season, network, nodes);
  return [...pairArcs.keys()].filter((pair) => network.flow(pairArcs[pair] ?? 0) > 0);
}

function sendSeats(season: Season, network: FlowNetwork, nodes: Nodes): void {
  season.reviews.forEach(({ seats }, review) => {
    for (let seat = 0; seat < seats; seat += 1) network.augment(nodes.review(review), nodes.sink);
  });
}

/** Takes out one pair of each clash, the dearer one, until there is none. Ends, as every turn leaves fewer pairs. */
function repair(season: Season, network: FlowNetwork, pairArcs: Int32Array, belonging: Belonging): number[] {
  for (;;) {
    const chosen = [...pairArcs.keys()].filter((pair) => network.flow(pairArcs[pair] ?? 0) > 0);
    const clashes = brokenClashes(season, belonging, groupsOfPlan(season, chosen));
    if (clashes.length === 0) return chosen;
    const byGroup = Map.groupBy(chosen, (pair) => groupOfPair(season, pair));
    for (const clash of clashes) {
      const dearest = dearestOf(season, clash, byGroup, network, pairArcs);
      if (dearest !== undefined) network.remove(pairArcs[dearest] ?? 0);
    }
  }
}

/** Of the pairs in a clash that are still chosen; none when an earlier removal has resolved it. */
function dearestOf(
  season: Season,
  { groups }: Clash,
  byGroup: ReadonlyMap<number, readonly number[]>,
  network: FlowNetwork,
  pairArcs: Int32Array,
): number | undefined {
  const still = groups
    .flatMap((group) => byGroup.get(group) ?? [])
    .filter((pair) => network.flow(pairArcs[pair] ?? 0) > 0);
  if (still.length < 2) return undefined;
  return still.reduce((a, b) => ((season.pairPoints[b] ?? 0) >= (season.pairPoints[a] ?? 0) ? b : a));
}

interface Nodes {
  readonly count: number;
  readonly sink: number;
  /** How many there are of each, in this order. */
  review(index: number): number;
  heads(index: number): number;
  firstTimers(index: number): number;
  school(index: number): number;
  person(index: number): number;
  /** By person and term, and by person and week. */
  readonly terms: ReadonlyMap<string, number>;
  readonly weeks: ReadonlyMap<string, number>;
  /** Of groups of whom one person may go. */
  readonly groups: ReadonlyMap<Group, number>;
}

const inTerm = (person: number, term: string): string => `${person} ${term}`;
const inWeek = (person: number, week: string): string => `${person} ${week}`;

function numberNodes(season: Season, shared: ReadonlySet<Group> = new Set()): Nodes {
  const reviews = season.reviews.length;
  const schoolsFrom = 1 + 3 * reviews;
  const peopleFrom = schoolsFrom + season.schools.length;
  let count = peopleFrom + season.people.length;
  const terms = new Map<string, number>();
  const weeks = new Map<string, number>();
  season.pairPerson.forEach((person, pair) => {
    const { term, week } = season.reviews[season.pairReview[pair] ?? 0]?.review ?? { term: '', week: '' };
    for (const [map, key] of [
      [terms, inTerm(person, term)],
      [weeks, inWeek(person, week)],
    ] as const) {
      if (map.has(key)) continue;
      map.set(key, count);
      count += 1;
    }
  });
  const groups = new Map([...shared].map((group, at) => [group, count + at]));
  return {
    ...{ count: count + groups.size, sink: 0, terms, weeks, groups },
    review: (index) => 1 + 3 * index,
    heads: (index) => 2 + 3 * index,
    firstTimers: (index) => 3 + 3 * index,
    school: (index) => schoolsFrom + index,
    person: (index) => peopleFrom + index,
  };
}

function buildNetwork(season: Season, nodes: Nodes): { network: FlowNetwork; pairArcs: Int32Array } {
  const { points } = season.facts.settings;
  // Costs below 0 are those of placements owed and of a first head. Whatever way a unit takes, it passes one of each
  // layer, so layers as high as the largest of them leave no reduced cost below 0.
  const owed = Math.max(0, ...season.schools.map(({ owed, settled }) => points.stillOwed * (owed - settled)));
  const potentials = new Int32Array(nodes.count).fill(owed);
  potentials[nodes.sink] = 0;
  const network = new FlowNetwork(potentials);
  season.reviews.forEach(({ seats, firstTimers, headPoints }, index) => {
    const review = nodes.review(index);
    potentials[review] = owed + headPoints;
    network.arc(review, nodes.sink, seats, points.emptySeat);
    network.arc(review, nodes.heads(index), 1, -headPoints);
    network.arc(review, nodes.heads(index), Math.max(0, seats - 1), 0);
    network.arc(review, nodes.firstTimers(index), firstTimers, 0);
  });
  const weekArcs = new Set<number>();
  const termArcs = new Set<number>();
  const groupArcs = new Set<number>();
  const capacityOfSchool = new Int32Array(season.schools.length);
  season.people.forEach(({ room, school, settled }, index) => {
    const end = school < 0 ? nodes.sink : nodes.school(school);
    for (let more = 0; more < room; more += 1) {
      network.arc(
        nodes.person(index),
        end,
        1,
        loadPoints(settled + more + 1, points) - loadPoints(settled + more, points),
      );
    }
    if (school >= 0) capacityOfSchool[school] = (capacityOfSchool[school] ?? 0) + room;
  });
  season.schools.forEach(({ owed: owes, settled }, index) => {
    const most = capacityOfSchool[index] ?? 0;
    for (let given = settled; given < settled + most; given += 1) {
      const cost = ledgerPoints(owes, given + 1, points) - ledgerPoints(owes, given, points);
      network.arc(nodes.school(index), nodes.sink, 1, cost);
    }
  });
  const pairArcs = Int32Array.from(season.pairPerson, (person, pair) => {
    const reviewIndex = season.pairReview[pair] ?? 0;
    const { term, week } = season.reviews[reviewIndex]?.review ?? { term: '', week: '' };
    const row = season.people[person];
    const weekNode = nodes.weeks.get(inWeek(person, week)) ?? 0;
    const termNode = nodes.terms.get(inTerm(person, term)) ?? 0;
    if (!weekArcs.has(weekNode)) {
      weekArcs.add(weekNode);
      network.arc(weekNode, termNode, 1, 0);
    }
    if (row && !termArcs.has(termNode)) {
      termArcs.add(termNode);
      network.arc(termNode, nodes.person(person), roomInTerm(row, term, season.facts), 0);
    }
    const from = row?.firstTimer
      ? nodes.firstTimers(reviewIndex)
      : row?.experiencedHead
        ? nodes.heads(reviewIndex)
        : nodes.review(reviewIndex);
    const points = season.pairPoints[pair] ?? 0;
    const groupNode = nodes.groups.get(groupOfPair(season, pair));
    if (groupNode === undefined) return network.arc(from, weekNode, 1, points);
    if (!groupArcs.has(groupNode)) {
      groupArcs.add(groupNode);
      network.arc(from, groupNode, 1, 0);
    }
    return network.arc(groupNode, weekNode, 1, points);
  });
  return { network, pairArcs };
}

/** The differences of potential along each kind of arc are the multipliers of the rules that they stand for. */
function pricesOf(season: Season, network: FlowNetwork, nodes: Nodes): Multipliers {
  const at = (node: number): number => network.potential(node);
  const sink = at(nodes.sink);
  const scaled = (value: number): number => Math.round(value * SCALE) || 0;
  const orNone = (value: number): number => Math.max(0, scaled(value));
  const terms: Multipliers['terms'] = [];
  const weeks: Multipliers['weeks'] = [];
  const termOfWeek = new Map<string, string>();
  for (const { review } of season.reviews) termOfWeek.set(review.week, review.term);
  for (const [key, node] of nodes.terms) {
    const [person = '', term = ''] = split(key);
    const price = orNone(at(nodes.person(Number(person))) - at(node));
    if (price > 0) terms.push({ person: idOf(season, person), term, price });
  }
  for (const [key, node] of nodes.weeks) {
    const [person = '', week = ''] = split(key);
    const term = nodes.terms.get(inTerm(Number(person), termOfWeek.get(week) ?? '')) ?? 0;
    const price = orNone(at(term) - at(node));
    if (price > 0) weeks.push({ person: idOf(season, person), week, price });
  }
  return {
    scale: SCALE,
    reviews: season.reviews.map(({ review }, index) => ({
      review: review.review,
      seat: scaled(sink - at(nodes.review(index))),
      firstTimers: orNone(at(nodes.firstTimers(index)) - at(nodes.review(index))),
      head: orNone(at(nodes.review(index)) - at(nodes.heads(index))),
    })),
    people: season.people.map(({ person, school }, index) => ({
      person: person.person,
      price: scaled((school < 0 ? sink : at(nodes.school(school))) - at(nodes.person(index))),
    })),
    terms,
    weeks,
    schools: season.schools.map(({ school }, index) => ({ school, price: scaled(sink - at(nodes.school(index))) })),
    together: [],
  };
}

const idOf = (season: Season, person: string): string => season.people[Number(person)]?.person.person ?? '';

/** The name of a term may have spaces in it. */
function split(key: string): [string, string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
