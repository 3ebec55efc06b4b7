/** Every number and time of day of a programme's settings, in words: what the central team checks when it opens a year. */

/** 'numbers' are several with commas, 'time' a time of day in London, 'miles' a distance, which the settings have in kilometres. */
export type NumberKind = 'number' | 'numbers' | 'time' | 'miles';

/** A setting by its path in the settings, under the heading that it belongs to. */
export interface NumberInWords {
  readonly path: string;
  readonly words: string;
  readonly kind: NumberKind;
}

const number = (path: string, words: string): NumberInWords => ({ path, words, kind: 'number' });
const numbers = (path: string, words: string): NumberInWords => ({ path, words, kind: 'numbers' });
const time = (path: string, words: string): NumberInWords => ({ path, words, kind: 'time' });

export const NUMBERS: Readonly<Record<string, readonly NumberInWords[]>> = {
  'Capacities and shares': [
    number('scheduling.weekCapacity', 'Visits in one week, at most'),
    number('reciprocity.defaultOwed', 'Places that a member owes where nothing else follows from the year'),
    number('team.defaultMaxReviewsAYear', 'Reviews that a person goes on in a year, at most'),
    number('team.season.defaultMaxReviewsATerm', 'Reviews that a person goes on in a term, at most'),
    { path: 'team.defaultMaxDistanceKm', words: 'Miles that a person travels in a day, at most', kind: 'miles' },
    number('team.maxFirstTimers', 'People in a team who have never been on a review, at most'),
    number('answers.moreTimeWorkingDays', 'Working days more that anybody may take once for an answer'),
  ],
  'Asking to renew': [
    numbers('renewal.reminderDays', 'Days after the first mail on which a head is reminded to sign'),
    number('renewal.hubManagerAfterDays', 'Days after which the hub manager is told'),
    number('renewal.centralTeamAfterDays', 'Days after which you are told'),
    number('renewal.admissionWorkingDays', 'Working days in which a newcomer is to be admitted'),
    number('renewal.admissionPatience', 'So many times as long, and a newcomer is turned away by silence'),
    number('renewal.signWeeks', 'Weeks that somebody asked late in the year has to sign'),
  ],
  'Agreeing dates': [
    number('scheduling.askWeeksBefore', 'Weeks before the week hoped for in which a host is asked'),
    number('scheduling.openWeeks', 'Weeks for which it may choose'),
    numbers('scheduling.remindDays', 'Days after asking on which it is reminded'),
    number('scheduling.windowsToRank', 'Weeks that it puts in order'),
    number('scheduling.weeksAfterYear', 'Weeks after the year in which a late review can be'),
    number('scheduling.fixedWeeksBefore', 'Weeks before the visit by which dates are agreed'),
    number('scheduling.offerAnswerWorkingDays', 'Working days to answer an offer of dates'),
    number('scheduling.leadMinimumWeeks', 'Weeks from asking to the visit, at least'),
    number('scheduling.settleDays', 'Days that you have to settle dates on which nobody agreed'),
  ],
  'Forming teams': [
    number('team.inviteWeeksBefore', 'Weeks before the visit at which people are invited'),
    number('team.answerWorkingDays', 'Working days to answer an invitation'),
    numbers('team.remindAfterWorkingDays', 'Working days after which it is reminded of'),
    number('team.completeWeeksBefore', 'Weeks before the visit by which a team is complete'),
    number('team.confirmWorkingDays', 'Working days in which the head agrees to the team'),
    number('team.shortlistLength', 'Candidates in order for a place'),
    number('team.fillSeatWorkingDays', 'Working days that you have for a place that finds nobody'),
    number('team.sizes.byPhase.primary', 'Reviewers at a primary school'),
    number('team.sizes.byPhase.secondary', 'Reviewers at a secondary school'),
    number('team.sizes.byPhase.all-through', 'Reviewers at an all-through school'),
    number('team.sizes.byPhase.middle', 'Reviewers at a middle school'),
    number('team.sizes.byPhase.special', 'Reviewers at a special school'),
    number('team.sizes.byPhase.alternative', 'Reviewers at an alternative provision'),
    number('team.sizes.byPhase.16-plus', 'Reviewers at a college for 16 and over'),
    number('team.sizes.trust', 'Reviewers at a trust'),
    number('team.sizes.small.belowPupils', 'Pupils below which a school is small'),
    number('team.sizes.small.size', 'Reviewers at a small school'),
    number('team.sizes.large.fromPupils', 'Pupils from which on a school is large'),
    number('team.sizes.large.size', 'Reviewers at a large school'),
    number('team.dayOne.answerHours', 'Hours that somebody asked on the first day has'),
    time('team.dayOne.setsOut', 'When people set out on the first day'),
    time('team.dayOne.lastAsked', 'Until when somebody else is asked on the first day'),
  ],
  'Teams of a whole term': [
    number('matching.fewestReviews', 'Reviews from which on a term is planned as a whole'),
    number('matching.approveWorkingDays', 'Working days that you have for a plan'),
    number('matching.maxPlans', 'Plans of one term, at most'),
    number('matching.solveSeconds', 'Seconds that the planner may look for a proof'),
    number('matching.alternates', 'People kept for each team in case somebody declines'),
  ],
  Training: [
    number('training.validMonths', 'Months for which a training holds'),
    number('training.tellWeeksAhead', 'Weeks after a term within which an end of training is told'),
    number('training.bookingClosesWorkingDays', 'Working days before a session at which booking closes'),
    number('training.attendanceWorkingDays', 'Working days after it in which is said who came'),
    number('training.attendanceGraceWorkingDays', 'Working days more until it counts for nobody'),
  ],
  'Before the visit': [
    number('preparation.formOpensWeeksBefore', 'Weeks before the visit at which the information form opens'),
    number('preparation.formDueWeeksBefore', 'Weeks before the visit by which it is due'),
    number('preparation.timetableWorkingDaysBefore', 'Working days before by which the timetable is agreed'),
    number('preparation.callWorkingDaysBefore', 'Working days before by which the call has been'),
    number(
      'preparation.attendanceAskedWorkingDaysBefore',
      'Working days before at which all are asked whether they come',
    ),
    number('preparation.attendanceWorkingDaysBefore', 'Working days before by which all have confirmed'),
  ],
  'The visit': [
    time('visit.eveningNoteFrom', 'Evening notes from'),
    time('visit.eveningNoteDue', 'Evening notes by'),
    time('visit.noteExpires', 'Too late for them on the next day from'),
    time('visit.findingsFrom', 'Findings on day 3 from'),
    time('visit.findingsDue', 'Findings by'),
    time('visit.findingsAgreedBy', 'Agreed by'),
    number('visit.findingsGraceWorkingDays', 'Working days after day 3 that both sides may still take'),
    time('times.opens', 'Questions of other days open at'),
    time('times.due', 'They are due at'),
  ],
  'The report': [
    number('report.draft', 'Working days after day 3 by which it is drafted'),
    number('report.qualityRead', 'By which it has been read for quality'),
    number('report.hostCheckCloses', 'By which the host has checked it'),
    number('report.hostCheckDays', 'Working days that the host has at least'),
    number('report.amended', 'By which it is amended'),
    number('report.final', 'By which it is final'),
    numbers('report.chase', 'Working days late at which somebody is reminded'),
    number('report.maxRounds', 'Rounds, at most, before you decide'),
    number('report.settleDays', 'Days that you have to settle a report on which nobody agreed'),
  ],
  'After the report': [
    number('publication.askWorkingDays', 'Working days in which the head decides who may see it'),
    number('feedback.openWorkingDays', 'Working days after the report at which surveys open'),
    numbers('feedback.remindDays', 'Days after which they are reminded of'),
    number('feedback.closeDays', 'Days after which they close'),
    number('feedback.progressMonths', 'Months after the report in which progress is asked for'),
    number('feedback.progressAnswerWorkingDays', 'Working days to answer that'),
  ],
};
