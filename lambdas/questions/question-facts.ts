import type { ClockName } from '../settings/clock-steps.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { StageName } from '../store/store.ts';

/**
 * What is true of a question whoever is asked and whenever: the part of its definition that needs no page and no table, so
 * that the dashboard, the commands and the reminders can read it. Each stage has its questions' facts in one file by their
 * names, and each fact stands there alone.
 */
export interface QuestionFacts {
  /** What it wants, for somebody who looks on: 'Hill View Primary School: the information form'. */
  readonly wanted: string;
  /** The stage a review is in once this is asked; nothing for questions outside a review's stages. */
  readonly stage?: Exclude<StageName, 'planned' | 'closed'>;
  /**
   * What follows when nobody answers, as the end of 'If you do nothing, ...' for whoever is asked: said below the day by which an answer
   * is wanted. A question whose silence depends on its review says it itself, see `BoundQuestion`.
   */
  readonly ifNothing: string;
  /** The kind of reminders of the programme's settings: 'invitation', 'report', ... ; see `reminderSteps`. */
  readonly reminders: string;
  /**
   * Whether whoever is asked can have more time than they were given. 'offered': they may take it themselves, once, and the
   * central team may give more. 'given': the central team alone gives it, since others wait for this person or since it is
   * the one who is asked. 'never': it is about these days, and an answer that comes later is of no use.
   */
  readonly moreTime: 'offered' | 'given' | 'never';
  /** Where what follows has a fixed time, until when it can be kept open at most, whatever time is given. */
  readonly openUntil?: OpenUntil;
  /**
   * When its link only stands ready for use: nobody has to answer, so no date is named, nobody is reminded and no list of the
   * day holds it. 'once-answered': with each answer it is asked again, so that the answer can be changed.
   */
  readonly standing?: 'always' | 'once-answered';
  /**
   * Of a question that is asked again with each answer: by the links that its person has, which lead to the newest round from then on. So no
   * mail goes for an answer.
   */
  readonly keepsItsLinks?: true;
  /** It stands ready for as long as what it is about: neither the workflow's end of waiting nor any other ends it. */
  readonly endless?: true;
  /** It asks somebody about themselves: nobody else can answer it. */
  readonly personal?: true;
  /** It is put to one candidate after another: to ask somebody else is to withdraw it and go on to the next. */
  readonly candidates?: true;
  /** Its form is a list of parts, each of which is saved by itself: so many forms more come by its link. */
  readonly inParts?: true;
  /** Nobody can answer in this person's place: when no mail reaches them, that is silence at once and the next is asked. */
  readonly unreachableIsSilence?: true;
  /**
   * How the central team's lists of what waits hold it, where they do not name each person. 'counted': everybody of the pools
   * is asked at the same time. 'left-out': whoever does not answer keeps nothing waiting.
   */
  readonly inLists?: 'counted' | 'left-out';
  /** Times before the visit that are its own, where it needs a step of the review's clock for itself. */
  readonly clock?: OwnClock;
  /** It is asked again until it is agreed. */
  readonly loop?: Loop;
  /** Outcomes with which the review is paused and its workflow ends: whoever resumes it has this asked again. */
  readonly pauses?: readonly string[];
}

/** A step of the review's clock or the morning on which people set out for the visit, and why nothing can come later. */
export interface OpenUntil {
  readonly when: ClockName | 'visit';
  /** What follows, as in 'since ...'. */
  readonly since: string;
}

/** A step of the review's clock that a question brings: it follows from these facts alone, for reviews of any age. */
export interface OwnClock {
  /** Its name in the clock: the machine waits until `$clock.attendance.opens`. */
  readonly step: string;
  /** From when it can be asked. */
  readonly opens: DaysBefore;
  /** What people are told. */
  readonly due: DaysBefore;
  /** So many working days after it is due silence counts. */
  readonly patience: number;
}

/** So many working days of the host before day 1 of the visit, or the programme's setting that says how many. */
type DaysBefore = number | Extract<keyof ProgrammeSettings['preparation'], `${string}WorkingDaysBefore`>;

/** A loop of the review machine that a question heads. */
export interface Loop {
  /** The machine counts how often it went round in a variable of this name. */
  readonly name: string;
  /** How often it goes round before somebody above is asked. */
  readonly most: number | 'as the programme says';
}

/** Whether a question's link only stands ready when it is asked in this attempt of its loop. */
export const standsReady = ({ standing }: QuestionFacts, attempt: number): boolean =>
  standing === 'always' || (standing === 'once-answered' && attempt > 1);
