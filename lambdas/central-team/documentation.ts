import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
/** What the console shows under 'Get documentation' of a custom widget. */
export const documentation = `## The central team's overview

Shows what the network of reviews looks like at the end of the dashboard's time range, with buttons that act.

Parameter | What it does
---|---
**view** | \`today\`: what has to be done. \`reviews\`: a year's reviews by week and stage, their progress week by week, and how long answers took. \`waiting\`: what waits on whom and since when, narrowed by school, hub, trust and stage. \`late\`: what is past its due time. \`teams\`: teams that are not complete. \`undelivered\`: mails that reached nobody in the time range. \`training\`: training sessions, who is booked, and the ways to open and cancel one. \`review\`: one review by its URN or name
**year** | of \`reviews\`: the calendar year in which the partnership year begins; without it the present one
**role** | of \`waiting\`: \`host\`, \`lead\`, \`reviewer\`, \`hub-manager\` or \`central-team\`
**about** | of \`review\`: the name of a review, such as \`${EXAMPLE_REVIEW}\`

### Example
\`\`\` yaml
view: late
\`\`\`

The function only reads. Buttons call the function \`steer-review\`, after a question that says what will happen; whoever
presses one needs the right to invoke it.
`;
