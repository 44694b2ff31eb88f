import type { LocalCensus } from './census';
import { inCell } from './markdown';
import { counted } from './text';

/** The part of the coverage document about faults: which were played on which site, and what must notice them. */
export function coverageDrill(census: LocalCensus): readonly string[] {
  const rows = census.sites.flatMap(({ site, faults }) =>
    faults.map(
      ({ title, references, applied, check, expected, noticed, recovered }) =>
        `| ${[
          site,
          inCell(title),
          references.join(', '),
          check,
          [...expected.status, ...expected.codes.map((code) => `\`${code}\``)].join(', '),
          counted(expected.withinRuns, 'run'),
          applied === true ? outcome(noticed, recovered) : inCell(`not played: ${applied.reason}`),
        ].join(' | ')} |`,
    ),
  );
  return rows.length === 0
    ? []
    : [
        '',
        '## Faults played',
        '',
        'Each fault is brought about in the deployed site, must be noticed by the check named within the number of runs given, and is repaired;',
        'the check must be healthy again, unless the fault ended with the run that met it. «References» are the ids of faults that alarm descriptions carry as well.',
        '',
        '| Site | Fault | References | Check | Must report | Within | Outcome |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...rows,
      ];
}

function outcome(noticed: boolean, recovered: boolean | null): string {
  return [
    noticed ? 'noticed' : '**not noticed**',
    ...(recovered === null ? [] : [recovered ? 'recovered' : '**not recovered**']),
  ].join(', ');
}
