import { escapeMarkup } from '../escape';

/** Markup that is ready to be written; everything that went into it is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | readonly Part[];

/** Markup with values in it; a value that is no markup is escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(
    strings
      // How the source is indented is no part of the page.
      .map((text, index) => text.replace(/\n\s*/g, '\n') + (index < values.length ? written(values[index]) : ''))
      .join(''),
  );
}

function written(part: Part): string {
  if (part instanceof Markup) {
    return part.text;
  }
  if (part === undefined) {
    return '';
  }
  return typeof part === 'string' || typeof part === 'number' ? escapeMarkup(String(part)) : part.map(written).join('');
}

/** A table with headings for its columns and, when asked, its rows. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Part[])[],
  options: { readonly rowHeads?: boolean; readonly className?: string } = {},
): Markup {
  const { rowHeads = false, className = '' } = options;
  const cell = (part: Part, column: number) =>
    rowHeads && column === 0 ? html`<th scope="row">${part}</th>` : html`<td>${part}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="${className}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((text) => html`<th scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}
