/** The style of the page, light and dark, for wide screens, phones and paper. */
export const style = `:root{color-scheme:light dark;--bg:#f4f6f8;--card:#fff;--ink:#18212c;--muted:#586574;--line:#dde3ea;--code:#f6f8fa;--good:#187546;--error:#bf2d2d;--warning:#8a5a00;--unknown:#5b6b7d;--unread:#8d99a6}
@media(prefers-color-scheme:dark){:root{--bg:#0e1319;--card:#161d26;--ink:#e4eaf1;--muted:#95a3b4;--line:#2a3542;--code:#10161e;--good:#4fc78c;--error:#ff8379;--warning:#e6b84a;--unknown:#8fa1b5;--unread:#64707d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:1120px;margin:0 auto;padding:20px 16px 56px}
h1{margin:0 0 4px;font-size:24px;line-height:1.25}
h2{margin:36px 0 10px;font-size:18px;line-height:1.3}
p{margin:4px 0;overflow-wrap:anywhere}
.muted{color:var(--muted)}
.card{padding:14px 16px;border:1px solid var(--line);border-radius:10px;background:var(--card)}
.card+.card{margin-top:10px}
svg{display:block;width:100%;height:14px;border-radius:7px;overflow:hidden}
.legend{display:flex;flex-wrap:wrap;gap:6px 22px;margin:12px 0 0;padding:0;list-style:none}
.legend b{font-variant-numeric:tabular-nums}
.dot{display:inline-block;width:10px;height:10px;margin-right:7px;border-radius:50%;background:currentColor}
.broken{color:var(--error);fill:var(--error)}
.mixed{color:var(--warning);fill:var(--warning)}
.undetermined{color:var(--unknown);fill:var(--unknown)}
.working{color:var(--good);fill:var(--good)}
.no-modem-data,.not-looked-at{color:var(--unread);fill:var(--unread)}
rect.no-modem-data{opacity:.65}
.reason{min-width:20em}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
table{width:100%;border-collapse:collapse}
th,td{padding:7px 12px;text-align:left;vertical-align:top;border-top:1px solid var(--line);overflow-wrap:anywhere}
thead td{border-top:0}
thead th{border-top:0;color:var(--muted);font-size:13px;font-weight:600;white-space:nowrap}
.count{width:1%;text-align:right;font-variant-numeric:tabular-nums;font-weight:600}
.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px;min-width:12em}
.cause{font-weight:600}
.nowrap{white-space:nowrap}
pre,code{font:13px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
pre{margin:6px 0 10px;padding:9px 12px;border:1px solid var(--line);border-radius:8px;background:var(--code);white-space:pre-wrap;overflow-wrap:anywhere}
.head{display:flex;gap:12px;align-items:baseline}
.head b{font-size:20px;font-variant-numeric:tabular-nums}
details{margin-top:10px}
summary{margin-bottom:8px;cursor:pointer;color:var(--muted)}
@media(max-width:640px){thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}tr{display:block;padding:9px 12px;border-top:1px solid var(--line)}tbody tr:first-child{border-top:0}td{display:block;min-width:0;padding:1px 0;border:0}td:empty{display:none}td[data-name]::before{content:attr(data-name) " ";color:var(--muted);font:13px system-ui,sans-serif}.count{width:auto;text-align:left}}
@media print{body{background:#fff}.card,tr{break-inside:avoid}.scroll{overflow:visible}}
`;
