/** The colours are those of the product's own pages (lambdas/pages/styles.scss), with a dark set beside them. */
export const STYLE = `
:root { --ink: #0b0c0c; --quiet: #4a5663; --ground: #f3f5f7; --card: #fff; --line: #b9c4d0; --brand: #12355b; --bad: #a3140d; --focus: #f2b134 }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f3f5; --quiet: #b4bfca; --ground: #10161d; --card: #18212b; --line: #4a5663; --brand: #9cc4ee; --bad: #ff9c93 } }
@media (prefers-contrast: more) { :root { --quiet: var(--ink); --line: var(--ink) } }
body { margin: 0; color: var(--ink); background: var(--ground); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Arial, sans-serif; overflow-wrap: break-word }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1, h2 { color: var(--brand); line-height: 1.2 } h1 { font-size: 1.75rem } h2 { font-size: 1.3rem; margin: 0 0 .5rem }
section { background: var(--card); border: 1px solid var(--line); padding: 1rem; margin: 0 0 1rem }
p, ul { max-width: 44rem } ul { padding-left: 1.25rem } .lead { font-size: 1.1rem } .quiet { color: var(--quiet) } .bad { color: var(--bad) }
figure { margin: 1rem 0 } figcaption { font-weight: 600 } caption { text-align: left; font-weight: 600; padding: .25rem 0 }
.wide { overflow-x: auto } .chart svg { display: block; max-width: 100%; min-width: 34rem; height: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9375rem }
th, td { text-align: left; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top } tbody th { font-weight: 400 } .number { text-align: right }
summary { cursor: pointer; padding: .25rem 0 } dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .15rem 1rem; margin: 0 } dt { color: var(--quiet) } dd { margin: 0 }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }
@media (forced-colors: active) { .chart svg { color: CanvasText } .chart .marks path, .chart .marks rect { fill: CanvasText } }
@media print { body { background: none } section { break-inside: avoid } }
`;
