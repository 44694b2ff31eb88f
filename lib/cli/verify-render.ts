import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../functions/package-root';
import { renderHtml, renderJson, renderJunit, renderPretty, renderResultsCsv, renderSarif } from '../report/verify';
import type { PrettyOptions } from '../report/verify';
import type { VerifyReport } from '../verify/policy';
import type { CommandContext } from './command-context';
import type { Format } from './verify-options';
import { shownOn } from './verify-terminal';

/** A report in a format; for a terminal when it is to be printed on one. */
export function renderAs(
  format: Format,
  report: VerifyReport,
  options: PrettyOptions,
  terminal?: Pick<CommandContext, 'stdout' | 'env'>,
): string {
  switch (format) {
    case 'pretty':
      return renderPretty(report, { ...options, ...(terminal === undefined ? {} : shownOn(terminal)) });
    case 'json':
      return renderJson(report, options);
    case 'junit':
      return renderJunit(report, options);
    case 'sarif':
      return renderSarif(report, { ...options, ...homepage() });
    case 'csv':
      return renderResultsCsv(report, options);
    case 'html':
      return renderHtml(report, options);
  }
}

/** Where this package lives, as its manifest says: rules of SARIF link to the register there. */
function homepage(): { readonly homepage?: string } {
  const manifest = JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as {
    readonly homepage?: string;
  };
  return manifest.homepage === undefined ? {} : { homepage: manifest.homepage };
}
