import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Programme } from '../programmes/programmes.ts';
import { mailHash } from './entities/members.ts';
import {
  type Applicant,
  type Entities,
  entitiesOf,
  type Hub,
  type Ledger,
  type Member,
  type Membership,
  type PartnershipYearRow,
  type Person,
  type ProgrammeSettingsRow,
  type WeekLoad,
} from './entities.ts';
import { readRows } from './read-rows.ts';
import { NOW, type Table } from './table.ts';

/** There is no row for what a step or a person asked about. */
export class NotInTable extends Error {
  override name = 'NotInTable';
  constructor(what: string, id: string) {
    super(`There is no ${what} '${id}' in the table.`);
  }
}

/** Who takes part and what is prescribed: members, hubs, people, years and their settings, memberships and ledgers. */
export class Registers {
  readonly entities: Entities;
  protected readonly table: Table;

  constructor(table: Table) {
    this.table = table;
    this.entities = entitiesOf(table);
  }

  /** A row, by the get that names it. */
  async rowAt<Row>(get: { go(options: typeof NOW): Promise<{ data: Row | null }> }): Promise<Row | undefined> {
    return (await get.go(NOW)).data ?? undefined;
  }

  async member(member: string): Promise<Member | undefined> {
    return this.rowAt(this.entities.member.get({ member }));
  }

  async needMember(member: string): Promise<Member> {
    const row = await this.member(member);
    if (!row) throw new NotInTable('member', member);
    return row;
  }

  async membersOfHub(hub: string): Promise<Member[]> {
    return (await this.entities.member.query.byHub({ hub }).go({ pages: 'all' })).data;
  }

  async membersOfTrust(trust: string): Promise<Member[]> {
    return (await this.entities.member.query.byTrust({ trust }).go({ pages: 'all' })).data;
  }

  async hub(hub: string): Promise<Hub | undefined> {
    return this.rowAt(this.entities.hub.get({ hub }));
  }

  async person(person: string): Promise<Person | undefined> {
    return this.rowAt(this.entities.person.get({ person }));
  }

  async needPerson(person: string): Promise<Person> {
    const row = await this.person(person);
    if (!row) throw new NotInTable('person', person);
    return row;
  }

  /** The people of these ids that exist, in the order of the ids. */
  async people(ids: readonly string[]): Promise<Person[]> {
    if (ids.length === 0) return [];
    const { data } = await this.entities.person.get([...new Set(ids)].map((person) => ({ person }))).go(NOW);
    const found = new Map(data.map((row) => [row.person, row]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** Everybody who is written to at an address; several share the address of an office. */
  async peopleAt(email: string): Promise<Person[]> {
    return (await this.everybodyAt(email)).filter(({ erasedAt }) => erasedAt === undefined);
  }

  /** The same, with those who were written to there until they were erased. */
  async everybodyAt(email: string): Promise<Person[]> {
    return (await this.entities.person.query.byMail({ mailHash: mailHash(email) }).go({ pages: 'all' })).data;
  }

  async peopleOfMember(member: string): Promise<Person[]> {
    return (await this.entities.person.query.byMember({ member }).go({ pages: 'all' })).data;
  }

  /** Everybody who may be asked to go on reviews. */
  async pool(pool: 'reviewers' | 'lead-reviewers'): Promise<Person[]> {
    const query = this.entities.person.query.inPool({ pool }).params();
    const rows = await readRows(this.table, query as QueryCommandInput);
    return [...(rows.get('person') ?? [])] as Person[];
  }

  /** Who would like a school or trust to join in a year, with confirmed addresses. */
  async applicants(member: string, year: string): Promise<Applicant[]> {
    const query = this.entities.applicant.query.primary({ member, year });
    return (await query.go({ ...NOW, pages: 'all' })).data;
  }

  async partnershipYear(year: string): Promise<PartnershipYearRow | undefined> {
    return this.rowAt(this.entities.partnershipYear.get({ year }));
  }

  async programmeSettings(
    year: string,
    programme: Programme,
    version: string,
  ): Promise<ProgrammeSettingsRow | undefined> {
    return this.rowAt(this.entities.programmeSettings.get({ year, programme, version }));
  }

  /** The newest version of what a year prescribes for a programme. */
  async latestProgrammeSettings(year: string, programme: Programme): Promise<ProgrammeSettingsRow | undefined> {
    const { data } = await this.entities.programmeSettings.query
      .primary({ year, programme })
      .go({ ...NOW, order: 'desc', limit: 1 });
    return data[0];
  }

  async weekLoad(programme: Programme, week: string): Promise<WeekLoad | undefined> {
    return this.rowAt(this.entities.weekLoad.get({ programme, week }));
  }

  async weekLoads(programme: Programme, from: string, to: string): Promise<WeekLoad[]> {
    return (
      await this.entities.weekLoad.query
        .primary({ programme })
        .between({ week: from }, { week: to })
        .go({ ...NOW, pages: 'all' })
    ).data;
  }

  async membership(member: string, year: string): Promise<Membership | undefined> {
    return this.rowAt(this.entities.membership.get({ member, year }));
  }

  async ledger(member: string, year: string): Promise<Ledger | undefined> {
    return this.rowAt(this.entities.ledger.get({ member, year }));
  }
}
