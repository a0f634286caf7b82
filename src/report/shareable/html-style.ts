const sans = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif';
const mono = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace';

/** The style of pages in one file. Colours of words stand out from what is behind them by 4.5 : 1 at least. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--muted:#59626d;--line:#dfe3e8;--code:#f5f6f8;--good:#17734a;--error:#b8302a;--warning:#855600;--note:#2a5fa5;--mark:#fbeeb5}
@media(prefers-color-scheme:dark){:root{--paper:#121518;--ink:#e5e8eb;--muted:#9aa4af;--line:#333a42;--code:#1b1f24;--good:#5cc48f;--error:#ff8b80;--warning:#e3b55a;--note:#86b7f5;--mark:#4b4216}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 ${sans};overflow-wrap:anywhere;-webkit-text-size-adjust:100%;text-size-adjust:100%}
main{max-width:58rem;margin:0 auto;padding:1.5rem 1rem 4rem}
nav+article,article+article{margin-top:3rem;padding-top:2rem;border-top:1px solid var(--line)}
nav div{padding-left:1.5rem;text-indent:-1.5rem}
h1,p,ul,ol,footer{max-width:44rem}
h1,h2,h3{line-height:1.35;text-wrap:pretty}
h1,.verdict{margin:0;font-size:1.375rem;font-weight:400}
h1 strong,.verdict strong{font-weight:650}
h2,h3{margin:2.5rem 0 .5rem;font-size:1.0625rem;font-weight:650}
article>h2:first-child{margin:0 0 .5rem}
.verdict{line-height:1.4;padding-left:2rem;text-indent:-2rem}
.sign{display:inline-block;width:2rem;text-indent:0;font-weight:700}
nav .sign{width:1.5rem}
p{margin:.625rem 0}
ul,ol{margin:.5rem 0;padding-left:1.5rem}
li{margin:.375rem 0}
.muted,.more,footer,dt,figcaption,.number{color:var(--muted)}
.good{color:var(--good)}
.error{color:var(--error)}
.warning{color:var(--warning)}
.note{color:var(--note)}
a{color:var(--note)}
dl{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;align-content:start}
dd{margin:0}
figure{margin:.75rem 0}
figcaption{font-size:.8125rem}
.overview{display:grid;gap:1.5rem;margin:1.5rem 0}
.overview figure{margin:0}
svg{display:block;width:100%;max-width:22rem;height:auto;font:13px ${sans};fill:var(--ink)}
.lines,pre{padding:.625rem .75rem;border-radius:4px;background:var(--code);font:.8125rem/1.55 ${mono}}
.lines{display:grid;grid-template-columns:max-content 1fr;gap:.125rem .75rem}
.lines code,pre,li code{font-family:${mono};white-space:pre-wrap}
.lines code{font-size:inherit}
pre{margin:.75rem 0}
h2 code,h3 code{margin-left:.25rem;font:.8125rem ${mono};color:var(--muted)}
.pattern{list-style:none;padding:.625rem .75rem;border:1px dashed var(--muted);border-radius:4px}
.pattern li{margin:0}
footer{margin-top:3rem;font-size:.875rem}
li code{font-size:.8125rem}
.number{text-align:right;user-select:none}
.remark{grid-column:2;font-family:${sans}}
mark{background:var(--mark);color:inherit;border-radius:2px}
.more{list-style:none}
.situation{margin:1.25rem 0 0}
.situation+ol{margin-top:.25rem}
.times{display:block;font-size:.875rem}
.rail{stroke:var(--line);stroke-width:3;stroke-linecap:round}
.rung{fill:none;stroke-width:4;stroke-linecap:round}
.rung.reached{stroke:var(--good)}
.rung.implied{stroke:var(--good);stroke-width:2}
.rung.broken{stroke:var(--error)}
.rung.open{stroke:var(--muted);stroke-width:2;stroke-dasharray:0 6}
.bold{font-weight:650}
.quiet{fill:var(--muted)}
.small{font-size:11px}
.fill-good{fill:var(--good)}
.fill-error{fill:var(--error)}
.fill-empty{fill:var(--line)}
.apart{stroke:var(--muted);stroke-dasharray:2 3}
@media(min-width:44rem){main{padding-top:3rem}.overview{grid-template-columns:1fr 20rem;gap:2.5rem}h1,.verdict{font-size:1.5rem}}
@media print{.lines,pre,figure{break-inside:avoid}}
`;

/** SHA-256 of `style` in base64, which the policy of a page names. */
export const styleHash = 'rNUWkjLXjlnGIiqgN1FZZjHQ6V7uwU4nnzkKfmW3BDo=';
