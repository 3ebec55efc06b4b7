import type { questionFacts } from '../../../lambdas/preparation/question-facts.ts';
import type { PlausibleAnswer } from './answer.ts';

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Partial<Record<keyof typeof questionFacts, PlausibleAnswer>>> = {
  'information-form': {
    texts: {
      context: [
        'We are a school on the edge of town. Almost a third of our pupils join us during the year, many of them new to English. A new leadership team took over last September.',
        'We serve a former mining village and three hamlets around it. Numbers have fallen for four years, so some groups are small. The building was extended in the spring.',
        'We are a larger than average school in the middle of a city. More than forty languages are spoken at home. We joined our trust three years ago and share some specialist teachers with its other schools.',
      ],
      'self-evaluation': [
        'Leadership: roles are clear and middle leaders have time for them. Provision: reading and mathematics are strong, the wider curriculum is newer. Additional needs: support is early, but differs from class to class.',
        'Leadership: a stable team, with two subject leaders new to post. Provision: pupils remember what they learn in most subjects; writing lags behind. Additional needs: plans are good, and are not always used in lessons.',
        'Leadership: governors and leaders share one plan. Provision: behaviour is calm and lessons begin well; the most able could go further. Additional needs: attendance of disadvantaged pupils has risen for two years.',
      ],
      priorities: [
        '1. Writing across the curriculum. 2. Subject leaders who check how their plans work in class. 3. Attendance of disadvantaged pupils.',
        '1. Reading in every subject, up to the last year. 2. Questions that make every pupil think. 3. The same routines at the start of every lesson.',
        '1. Mathematics for those who have fallen behind. 2. Support staff who teach small groups well. 3. Work with families before pupils join us.',
      ],
      'visitors-should-know': [
        'The hall is used for the book fair on the second day, so lunch is served in classrooms.',
        'Part of the car park is a building site until Easter. One year group is on a trip on day 1.',
        'One science class is taught by supply staff this term. The fire alarm is tested on day 2 at 8.30 am.',
      ],
      'safeguarding-role': [
        'Designated safeguarding lead',
        'Deputy head, who is the designated safeguarding lead',
        'Assistant head for inclusion, who is the designated safeguarding lead',
      ],
      arrival: [
        'Main entrance, from 7.45 am. There are four visitors’ spaces to the left of the gate. Please bring photo identification and sign in at reception.',
        'Please come to the office door in the playground, open from 8 am. Parking is in the side street only. Reception needs your identification and DBS certificate number.',
        'Reception is on the ground floor of the new building and opens at 7.30 am. The car park is behind the sports hall; the barrier opens when you ring. Bring photo identification for your visitor’s badge.',
      ],
      'area-title': ['Reading for pleasure', 'Learning outdoors', 'Pupils who lead their own assemblies'],
      'area-why': [
        'Pupils choose, recommend and talk about books every day, and their families have joined in. It has lasted through three changes of staff.',
        'Every class learns outdoors each week to a planned sequence, in all subjects, and pupils speak about it with precision.',
        'Older pupils plan and lead what the whole school hears each week. The quietest of them have grown the most.',
      ],
      'area-evidence': [
        'Loans from the library have doubled in two years. Reading at the end of the key stage is above the national figure. Four schools of our hub have visited.',
        'A sequence of plans for every year group, three years of pupil surveys, and visits by two initial teacher training partnerships.',
        'Two years of pupil surveys, recordings of assemblies, and what families wrote at the last three parents’ evenings.',
      ],
      'area-contact-role': [
        'Leader of English',
        'Leader of outdoor learning',
        'Assistant head for personal development',
      ],
    },
    ofTrusts: {
      'focus-challenge': [
        'How our schools learn from each other: we have strong practice in each of them, and too little of it travels.',
        'How a small central team can support eleven schools in three counties without taking their own judgement from them.',
        'How we grow headteachers from within: four of our heads retire in the next five years.',
      ],
      context: [
        'We are a trust of eleven primary and two secondary schools within an hour of each other. Three joined in the last two years.',
        'We run six schools in two towns: four primary, one secondary, one special. The chief executive has been in post for eighteen months.',
        'We grew from a single secondary school to nine schools. The central team of twelve works for all of them.',
      ],
      'self-evaluation': [
        'Directors of education know every school well. Networks of subject leaders meet, but schools take different things from them.',
        'Finance, estates and people work well across the trust. School improvement depends on a few experienced heads.',
        'Our common curriculum is taught in seven schools. How it is adapted differs more than we intended.',
      ],
      priorities: [
        '1. Subject networks that change lessons. 2. One induction for all new leaders. 3. Attendance across the trust.',
        '1. Leaders who move between our schools. 2. A common approach to early reading. 3. Workload of the central team.',
        '1. Headship from within. 2. The same quality of support for additional needs in every school. 3. Trustees who visit schools.',
      ],
      'visitors-should-know': [
        'Days 1 and 2 are in two schools, twelve miles apart; a minibus takes the team from one to the other.',
        'The central office moves building in this term; the team meets in the secondary school throughout.',
        'Two of our schools have their own peer visit in the same week and are not part of the timetable.',
      ],
      'safeguarding-role': [
        'Trust safeguarding lead',
        'Director of education, who is the trust safeguarding lead',
        'Head of safeguarding of the trust',
      ],
      arrival: [
        'Trust office, first floor, from 8 am. Parking is free in the marked bays. Please bring photo identification; the office signs you in for all schools of the timetable.',
        'Reception of the secondary school, from 7.45 am; the trust’s assistant meets you there. The visitors’ car park is opposite. Bring identification and your DBS certificate number.',
        'Ring at the gate of the trust office, which opens at 8.15 am. The railway station is ten minutes on foot. Badges for all three schools are handed out against photo identification.',
      ],
    },
  },
  'propose-timetable': {
    texts: {
      'day-1-morning': [
        '8.15 am welcome and briefing with the head. 9.00 am walk through all classes with the deputy head. 11.00 am the self-evaluation with the leadership team.',
        '8.00 am team meets. 8.45 am the gate and the start of the day. 9.30 am lessons in pairs, each with a leader of the school. 11.30 am first thoughts.',
      ],
      'day-1-afternoon': [
        '1.00 pm reading: three classes and the library. 2.15 pm talk with subject leaders. 3.30 pm team and leaders look back on the day.',
        '1.15 pm mathematics: lessons and books. 2.30 pm talk with pupils of three year groups. 4.00 pm the day in review with the head.',
      ],
      'day-2-morning': [
        '8.30 am how additional needs are met: small groups and lessons. 10.30 am pupils’ books with subject leaders. 11.45 am talk with support staff.',
        '8.30 am lessons in the wider curriculum. 10.15 am the area of excellence. 11.30 am talk with early career teachers.',
      ],
      'day-2-afternoon': [
        '1.00 pm attendance and pastoral care with the leaders responsible. 2.00 pm talk with parents. 3.30 pm what emerges, team and leaders together.',
        '1.00 pm pupils lead a tour of the school. 2.15 pm plans for disadvantaged pupils and how they work in class. 4.00 pm the day in review.',
      ],
      'day-3-morning': [
        '8.30 am anything still open: last lessons and talks. 10.00 am team drafts findings. 11.30 am findings with the head.',
        '8.45 am second look at two subjects. 10.30 am findings under each heading, written together with leaders.',
      ],
      'day-3-afternoon': [
        '1.00 pm findings and estimates agreed with the leadership team. 2.30 pm what the school takes on next. 3.15 pm close.',
        '1.00 pm leaders and team agree what is written down. 2.15 pm support wanted from the network. 3.00 pm thanks and departure.',
      ],
      'call-attendees': [
        'Head, deputy head, lead reviewer',
        'Head, assistant head for inclusion, lead reviewer',
        'Head, chair of governors, lead reviewer',
      ],
    },
    ofTrusts: {
      'day-1-morning': [
        '8.30 am welcome by the chief executive and the focus challenge in their own words. 9.30 am talk with directors of education. 11.00 am documents.',
        '8.45 am team meets at the trust office. 9.30 am the challenge with the executive team. 11.15 am talk with three headteachers.',
      ],
      'day-1-afternoon': [
        '1.00 pm first school: subject leaders who meet in the trust’s networks. 3.00 pm talk with its head. 4.00 pm the day in review.',
        '1.15 pm two primary schools in pairs: what travels between them. 3.30 pm team and executive look back on the day.',
      ],
      'day-2-morning': [
        '8.30 am second school: lessons that came out of a network. 10.30 am talk with early career teachers. 11.30 am talk with local governors.',
        '8.30 am the special school and its outreach. 10.45 am talk with leaders who moved within the trust.',
      ],
      'day-2-afternoon': [
        '1.00 pm the central team: people, finance and school improvement. 2.30 pm talk with trustees. 4.00 pm what emerges so far.',
        '1.00 pm headteachers’ meeting, with the team as guests. 3.00 pm talk with trustees by video. 4.00 pm the day in review.',
      ],
      'day-3-morning': [
        '8.45 am anything still open. 10.00 am team drafts strengths and areas for development. 11.30 am first talk with the chief executive.',
        '9.00 am team works on its findings. 11.00 am they are read with the executive team.',
      ],
      'day-3-afternoon': [
        '1.00 pm findings and next steps agreed with the executive team. 2.30 pm what other trusts could offer. 3.15 pm close.',
        '1.00 pm next steps, written together. 2.30 pm the chief executive and the lead agree the text. 3.00 pm departure.',
      ],
      'call-attendees': [
        'Chief executive, director of education, lead reviewer',
        'Chief executive, chair of trustees, lead reviewer',
        'Deputy chief executive, director of education, lead reviewer',
      ],
    },
  },
  'pre-review-call': {
    texts: {
      notes: [
        'We begin with the walk through all classes and keep the talk with parents on day 2. The school sends its timetable of lessons by Friday. Lunch is with the leadership team.',
        'The focus of the pairs was agreed: reading, mathematics and the wider curriculum. The team looks at books of every year group. The head wants frank words about writing.',
        'The morning of day 2 moves to additional needs, as the leader responsible is away on day 1. Every reviewer is paired with a leader of the school. A room is set aside for the team.',
      ],
    },
    ofTrusts: {
      notes: [
        'The team visits two schools of different size. The executive prepares a page on what has been tried so far. Trustees are met on day 2.',
        'The challenge was narrowed to subject networks. Heads of the schools that are visited are told what the visit is for. No judgement is made of any school.',
        'Travel between schools is by minibus. The chief executive joins the team at the end of each day and leaves it to itself before.',
      ],
    },
  },
};
