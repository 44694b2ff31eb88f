import type { Fault } from '../errors';
import { ANNOTATIONS } from './acknowledgement-plan';
import type { JudgedAssembly } from './judged-assembly';
import type { PluginReport, ReportedViolation } from './validation-report';

/** Findings that are left, of every judge and of every severity; a conclusion of `success` allows warnings. */
export function reportFaults({ name, report }: JudgedAssembly): readonly Fault[] {
  return report.pluginReports.flatMap((plugin) => [
    ...failureFaults(name, plugin),
    ...plugin.violations.flatMap((violation) => violationFaults(plugin.pluginName, violation)),
  ]);
}

/** A judge that broke reports no finding at all. */
function failureFaults(
  assembly: string,
  { pluginName, conclusion, metadata, violations }: PluginReport,
): readonly Fault[] {
  if (metadata?.error === undefined && (conclusion === 'success' || violations.length > 0)) {
    return [];
  }
  return [
    {
      path: `${assembly}: ${pluginName}`,
      must: 'must run to its end',
      got: metadata?.error ?? `conclusion ${conclusion}`,
      hint: 'repair the judge',
      code: 'JudgeFailed',
    },
  ];
}

function violationFaults(
  plugin: string,
  { ruleName, description, violatingConstructs }: ReportedViolation,
): readonly Fault[] {
  const places =
    violatingConstructs.length === 0 ? [''] : violatingConstructs.map(({ constructPath }) => constructPath);
  return places.map((place) => ({
    path: place,
    must: `must comply with ${qualifiedRule(plugin, ruleName)}`,
    got: description,
    hint: 'repair it, or acknowledge it with the control that makes up for it',
    code: 'FindingNotAcknowledged',
  }));
}

/** Qualified id of a reported rule; CDK writes the namespace of warnings into their rule, in two ways. */
export function qualifiedRule(plugin: string, ruleName: string): string {
  const warning = /^(?:Annotation|Construct-Annotations)::(.+)$/s.exec(ruleName)?.[1];
  return warning === undefined ? `${plugin.replaceAll(' ', '-')}::${ruleName}` : `${ANNOTATIONS}::${warning}`;
}
