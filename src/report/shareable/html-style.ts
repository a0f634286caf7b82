/**
 * The style of the page. The policy of the page allows this text and no other, by its SHA-256: `styleHash` is computed from it
 * (a test tells what it must be).
 */
export const style = `:root{color-scheme:light dark;--bg:#f4f6f8;--card:#fff;--ink:#18212c;--muted:#586574;--line:#dde3ea;--code:#f6f8fa;--good:#187546;--error:#bf2d2d;--warning:#8a5a00;--note:#1d5da8;--mark:#fff1b8}
@media(prefers-color-scheme:dark){:root{--bg:#0e1319;--card:#161d26;--ink:#e4eaf1;--muted:#95a3b4;--line:#2a3542;--code:#10161e;--good:#4fc78c;--error:#ff8379;--warning:#e6b84a;--note:#7cb7ff;--mark:#4d4212}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:860px;margin:0 auto;padding:20px 16px 48px}
article+article{margin-top:40px;padding-top:24px;border-top:1px solid var(--line)}
h1{margin:0 0 14px;font-size:15px;font-weight:600;color:var(--muted);overflow-wrap:anywhere}
h2{margin:30px 0 8px;font-size:18px;line-height:1.3;overflow-wrap:anywhere}
p{margin:8px 0;overflow-wrap:anywhere}
ul{margin:8px 0;padding-left:20px}
li{margin:5px 0;overflow-wrap:anywhere}
.muted{color:var(--muted)}
.verdict{display:flex;gap:14px;align-items:flex-start;margin:0 0 12px;padding:16px 18px;border:1px solid var(--line);border-left:5px solid;border-radius:10px;background:var(--card);font-size:18px;line-height:1.45}
.verdict p{margin:0;min-width:0;color:var(--ink)}
.sign{flex:none;font-weight:700;font-size:22px;line-height:1.2}
.good{color:var(--good);border-left-color:var(--good)}
.error{color:var(--error);border-left-color:var(--error)}
.warning{color:var(--warning);border-left-color:var(--warning)}
.note{color:var(--note);border-left-color:var(--note)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:16px 0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
figure{margin:12px 0}
.drawing{padding:10px 12px;border:1px solid var(--line);border-radius:10px;background:var(--card)}
svg{display:block;width:100%;max-width:440px;height:auto;font:14px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--ink)}
.lines{border:1px solid var(--line);border-left:4px solid;border-radius:8px;background:var(--code);overflow:hidden}
figcaption{padding:6px 12px;border-bottom:1px solid var(--line);color:var(--muted);font-size:13px;overflow-wrap:anywhere}
.line{display:grid;grid-template-columns:3.6em 1fr;padding:2px 12px 2px 0;color:var(--ink);font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.line:first-of-type{padding-top:8px}
.line:last-child{padding-bottom:8px}
.number{padding-right:10px;text-align:right;color:var(--muted);user-select:none}
.line code,pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
.remark{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
mark{border-radius:3px;background:var(--mark);color:inherit;padding:1px 0}
pre{margin:10px 0;padding:12px 14px;border-radius:8px;background:var(--code);border:1px solid var(--line);font:13px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
li code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.rail,.spine{stroke:var(--line);stroke-width:4;stroke-linecap:round}
.spine{stroke-width:3}
.rung{fill:none;stroke-width:5;stroke-linecap:round}
.rung.reached{stroke:var(--good)}
.rung.implied{stroke:var(--good);opacity:.45}
.rung.broken{stroke:var(--error)}
.rung.unreached,.rung.unknown{stroke:var(--muted);stroke-width:2;stroke-dasharray:1 6}
.band{fill:var(--error);opacity:.12}
.name{font-weight:600}
.faint{fill:var(--muted);font-size:12px}
.dim{fill:var(--muted);font-weight:400}
.fill-good{fill:var(--good)}
.fill-error{fill:var(--error)}
.fill-warning{fill:var(--warning)}
.fill-note{fill:var(--note)}
.empty{fill:var(--line)}
@media(min-width:700px){main{padding:32px 24px 64px}.overview{display:grid;grid-template-columns:minmax(0,1fr) 400px;gap:24px;align-items:start}.overview .drawing{margin:16px 0}}
@media print{body{background:#fff}.verdict,.lines,pre,.drawing{break-inside:avoid}}
`;

/** SHA-256 of `style` in base64. */
export const styleHash = 'WVJDxt/P4Z7idRwJW8EOKDRZnrhlygls9tkK6scwFXY=';
