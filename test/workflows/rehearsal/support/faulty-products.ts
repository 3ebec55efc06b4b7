import type { Edit } from '../../../support/edited-product.ts';

/** A product with faults, and as much of a life as brings them to light. */
export interface FaultyProduct {
  readonly until: string;
  readonly hosts: readonly string[];
  readonly edits: readonly Edit[];
}

/** Who goes where, what is on record, and who gets a report. */
const careless: FaultyProduct = {
  until: '2026-10-23T18:00:00Z',
  hosts: ['900001', '900002', '900003'],
  edits: [
    // No hard rule keeps anybody from a team, nor does a day that is taken.
    { from: 'function whyNotThisHost(person,host){', to: 'function whyNotThisHost(person,host){return;' },
    {
      from: 'function whyNotInThisTeam(person,kind,team,limits){',
      to: 'function whyNotInThisTeam(person,kind,team,limits){return;',
    },
    {
      from: 'whyNoTime=(person,diary,days,limits)=>ableInThatWeek',
      to: 'whyNoTime=(person,diary,days,limits)=>!0?void 0:ableInThatWeek',
    },
    // Whoever has the lowest number is asked first for every team.
    { from: 'bestFirst=(a,b)=>a.points-b.points||', to: 'bestFirst=(a,b)=>' },
    { from: 'rows.personDay.create({', to: 'rows.personDay.put({' },
    { from: 'ne(organisation,member)', to: 'ne(organisation,"nobody")' },
    // A place that is accepted counts twice.
    { from: ',year},{accepted:1})', to: ',year},{accepted:2})' },
    // Who has signed is thanked twice, and every address is logged.
    {
      from: 'try{await sendMail(deps,mailFor(about,wanted,at))}',
      to: 'try{const mail=mailFor(about,wanted,at);console.log(JSON.stringify({to:wanted.to.email}));await sendMail(deps,mail);wanted.kind==="membership-signed"&&await sendMail(deps,{...mail,begun:{}})}',
    },
    // A reviewer gets the final report in the place of the hub manager.
    {
      from: 'name,person:hub.manager}',
      to: 'name,person:whole.seats.find(seat=>seat.kind==="reviewer").person}',
    },
    // The first point of a report is not carried to the next year.
    { from: '=carriedPoints(content,framework)', to: '=carriedPoints(content,framework).slice(1)' },
    // It is not on record that somebody answered, nor that a report was published; and who was asked is, by name.
    { from: '{id}.answered`', to: '{id}.said`' },
    { from: 'entry:`published.', to: 'entry:`announced.' },
    { from: ':"was asked",decision:id', to: ':addressee.name+" was asked",decision:id' },
    // Links last ten times as long, and what a mail said is kept.
    { from: '+2*365*24*3600', to: '+20*365*24*3600' },
    { from: '["unsent","queue","nextActionAt","content"]', to: '["unsent","queue","nextActionAt"]' },
    // Whoever has said which dates suit stays on the list of those who have not.
    { from: 'settled.asksAgain||await', to: 'settled.asksAgain||decision.startsWith("choose-dates")||await' },
    {
      from: 'if(decision.status!=="open"){await deliver(',
      to: 'if(decision.status!=="open"&&decision.question!=="choose-dates"){await deliver(',
    },
    // Nobody's second question waits for the morning.
    { from: 'function waitsForMorning(store,asking){', to: 'function waitsForMorning(store,asking){return!1;' },
  ],
};

/** What is to come while nobody answers, and what waits for it. */
const forgetful: FaultyProduct = {
  until: '2026-07-10T18:00:00Z',
  hosts: ['900002', '900003'],
  edits: [
    // Nobody is reminded, and others are told all the same, on Easter Monday.
    {
      from: /\((step\d*)\.act==="first-mail"\|\|step\d*\.act==="remind"\)\)/,
      to: '($1.act==="first-mail"))',
    },
    {
      from: 'day=step.workingDays===void 0?',
      to: 'day=step.act==="tell-central-team"?"2026-04-06":step.workingDays===void 0?',
    },
    { from: 'if(!isWorkingDay(today))return{more:!1}', to: 'if(!1)return{more:!1}' },
    // The row of who is to agree to the team does not say which workflow waits for it.
    {
      from: '...token!==void 0&&{token},...mailed',
      to: '...token!==void 0&&question.name!=="confirm-team"&&{token},...mailed',
    },
    // When somebody declines, nobody else is asked.
    {
      from: String.raw`\"Default\":\"Choose the next candidate\"`,
      to: String.raw`\"Default\":\"The seat is settled\"`,
    },
  ],
};

export const faultyProducts = { careless, forgetful } as const;
