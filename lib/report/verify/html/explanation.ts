import type { Block, Explanation, HopRow, Item } from '../explain/blocks';
import { placeText, type Whereabouts } from '../explain';
import type { Language } from '../language';
import { wordsOf, type Words } from '../words';
import { wayDiagram } from './diagram';
import { html, table, type Markup } from './markup';

/** An explanation, with its ways as drawings and tables. */
export function explanationMarkup({ headline, blocks }: Explanation, language: Language): Markup {
  const words = wordsOf(language);
  return html`<p class="headline">${headline}</p>
    ${blocks.map((block) => blockMarkup(block, words))}`;
}

function blockMarkup(block: Block, words: Words): Markup {
  switch (block.kind) {
    case 'text':
      return html`<p>${block.text}</p> `;
    case 'list':
      return html`<h4>${block.title}</h4>
        <ul>
          ${block.items.map(itemMarkup)}
        </ul> `;
    case 'hops': {
      const title = [block.title, block.packet].filter((part) => part !== undefined).join(words.colon);
      return html`<div class="way ${block.direction}">
        ${wayDiagram(block.rows, `${words.diagram}${words.colon}${title}`)}${hopTable(title, block.rows, words)}
      </div> `;
    }
  }
}

function hopTable(title: string, rows: readonly HopRow[], words: Words): Markup {
  const head = [
    words.hop,
    words.decision,
    words.what,
    words.logicalId,
    words.constructPath,
    words.ruleThat,
    words.place,
    words.register,
  ];
  return table(
    title,
    head,
    rows.map((row) => {
      const { number, decision, says, component, rule, register } = row;
      const mark = html`<span class="${decision}">${words[decision]}</span>`;
      return [
        String(number),
        mark,
        says,
        component.logicalId ?? component.label,
        code(component.constructPath),
        ruleMarkup(row, words),
        code(placeText(rule ?? component)),
        register.join(' '),
      ];
    }),
    { rowHeads: true, className: 'hops' },
  );
}

function ruleMarkup({ rule, register }: HopRow, words: Words): Markup | undefined {
  if (rule === undefined) {
    return undefined;
  }
  const name =
    rule.property === undefined ? (rule.logicalId ?? rule.label) : `${rule.logicalId ?? ''}.${rule.property}`;
  const isImplied = /\([^()]+\)$|（[^（）]+）$/.test(rule.label) && register.length > 0;
  return html`${isImplied ? rule.label : code(name)}${rule.text === undefined ? undefined : html` <code>${rule.text}</code>`}${isImplied ? html` <em>${words.byDefault}</em>` : undefined}`;
}

function itemMarkup({ text, at, notes }: Item): Markup {
  return html`<li>
    ${text}${at === undefined ? undefined : html`<br />${whereMarkup(at)}`}${
      notes.length === 0
        ? undefined
        : html`<ul>
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }
  </li> `;
}

/** Where something stands: construct path, logical id, property, line. */
export function whereMarkup(at: Whereabouts): Markup {
  const property = at.property === undefined ? '' : `.${at.property}`;
  const parts = [
    at.logicalId === undefined ? at.label : `${at.logicalId}${property}`,
    at.constructPath,
    placeText(at),
  ].filter((part) => part !== undefined);
  return html`${[...new Set(parts)].map((part, index) => html`${index === 0 ? '' : ' '}<code>${part}</code>`)}`;
}

function code(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<code>${text}</code>`;
}
