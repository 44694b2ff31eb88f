import { Markup } from './markup';

/** The style sheet of the page: readable in print, without colours alone carrying any meaning. */
export const STYLE = new Markup(`
:root { color-scheme: light; }
body { font: 15px/1.55 system-ui, "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", sans-serif; margin: 0 auto; max-width: 1180px; padding: 1rem; color: #1f1f1f; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #ccc; } h4 { margin: .8rem 0 .2rem; }
table { border-collapse: collapse; margin: .5rem 0; font-size: .92em; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid #c4c4c4; padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #f3f3f3; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .92em; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
.verdict { display: inline-block; border: 2px solid; border-radius: 4px; padding: 0 .4rem; font-weight: 700; }
.holds, .passes { color: #0b6b2b; } .fails, .blocks, .error { color: #b3261e; } .warns, .unknown, .warning { color: #7a4f00; }
details { border: 1px solid #d0d0d0; border-radius: 6px; padding: .4rem .8rem; margin: .6rem 0; }
summary { cursor: pointer; } summary:focus-visible, .scroll:focus-visible, label:focus-within { outline: 3px solid #1a73e8; }
.asked, .note { color: #555; } .headline { font-weight: 600; }
svg { max-width: 100%; height: auto; } svg .name { font: 600 13px system-ui, sans-serif; } svg .says { font: 11px system-ui, sans-serif; fill: #444; }
svg .arrow { fill: none; stroke: #555; stroke-width: 1.5; }
.only-ja { display: none; }
#language-ja:checked ~ .only-ja { display: block; } #language-ja:checked ~ .only-en { display: none; }
.toggle { display: inline-block; margin-right: 1rem; }
@media print { details > * { display: block; } .toggle, #language-en, #language-ja { display: none; } }
`);
